-- Under their ids, or under their address with another id. The one that carries the article comes first.
SELECT
    entry_id,
    feed_id,
    canonical_url,
    title,
    published_at,
    content_hash,
    revision
FROM raw.entry
WHERE
    entry_id = any(%(entry_ids)s)
    OR (source_id = %(source_id)s AND canonical_url = any(%(urls)s))
ORDER BY (status = 'duplicate'), first_seen_at, entry_id
