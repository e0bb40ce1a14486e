-- New entries come in; an entry whose content changed becomes its next revision and starts again.
-- One that a sitemap brought bare only gains what the feed adds: that is no edit. Where it had failed, the feed's
-- text may serve: it starts again.
INSERT INTO raw.entry AS e (
    entry_id, source_id, feed_id, guid, url, canonical_url, title, summary, content, author, published_at,
    updated_at, day, content_hash, revision, first_seen_at, last_seen_at, status, status_reason
)
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
FROM incoming_raw_entry
ORDER BY entry_id
ON CONFLICT (entry_id) DO UPDATE SET
    feed_id = excluded.feed_id,
    url = excluded.url,
    canonical_url = excluded.canonical_url,
    title = excluded.title,
    summary = excluded.summary,
    content = excluded.content,
    author = excluded.author,
    published_at = excluded.published_at,
    updated_at = excluded.updated_at,
    content_hash = excluded.content_hash,
    last_seen_at = excluded.last_seen_at,
    revision = e.revision + (e.feed_id IS NOT NULL)::integer,
    status = CASE
        WHEN e.feed_id IS NULL AND e.status NOT IN ('blocked', 'empty', 'quarantined') THEN e.status ELSE 'discovered'
    END,
    status_reason = CASE
        WHEN e.feed_id IS NULL AND e.status NOT IN ('blocked', 'empty', 'quarantined') THEN e.status_reason
    END,
    status_at = CASE
        WHEN e.feed_id IS NULL AND e.status NOT IN ('blocked', 'empty', 'quarantined') THEN e.status_at ELSE now()
    END,
    attempt_count = 0
WHERE e.content_hash <> excluded.content_hash AND excluded.feed_id IS NOT NULL
