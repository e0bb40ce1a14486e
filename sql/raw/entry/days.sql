SELECT DISTINCT day
FROM raw.entry
WHERE entry_id = any(%(entry_ids)s)
