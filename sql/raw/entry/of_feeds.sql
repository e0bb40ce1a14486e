SELECT entry_id
FROM raw.entry
WHERE entry_id = any(%(entry_ids)s) AND feed_id = any(%(feed_ids)s)
