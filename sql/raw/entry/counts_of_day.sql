SELECT
    source_id,
    count(*) AS entry_count
FROM raw.entry
WHERE day = %(day)s AND source_id = any(%(source_ids)s) AND status <> 'duplicate'
GROUP BY source_id
