-- Of several entries at one address the one that carries the article, or may, comes last.
SELECT
    entry_id,
    canonical_url,
    revision,
    status,
    day
FROM raw.entry
WHERE source_id = %(source_id)s AND canonical_url = any(%(urls)s)
ORDER BY (status = 'duplicate') DESC, first_seen_at DESC, entry_id ASC
