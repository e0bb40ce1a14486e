SELECT
    entry_id,
    attempt_count
FROM raw.entry
WHERE entry_id = any(%(entry_ids)s)
