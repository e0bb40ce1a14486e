SELECT
    entry_id,
    source_id,
    feed_id,
    guid,
    url,
    canonical_url,
    title,
    summary,
    content,
    author,
    published_at,
    updated_at,
    day,
    content_hash,
    revision,
    first_seen_at,
    last_seen_at,
    status,
    status_reason
FROM raw.entry
WHERE day = %(day)s AND status = %(status)s
ORDER BY entry_id
