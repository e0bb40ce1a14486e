-- An entry whose page could not be had waits a quarter of an hour, then half an hour: any new entry of the day wakes
-- its worker, and minutes without a network must not use up all attempts. One that is to wait for a time before its
-- own was moved when the clock was ahead.
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
WHERE
    day = %(day)s AND status = %(status)s
    AND NOT (
        status = 'discovered' AND attempt_count > 0
        AND status_at BETWEEN now() - attempt_count * interval '15 minutes' AND now()
    )
ORDER BY entry_id
