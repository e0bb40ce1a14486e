SELECT
    entry_id,
    content_hash,
    revision
FROM raw.entry
WHERE entry_id = any(%(entry_ids)s)
