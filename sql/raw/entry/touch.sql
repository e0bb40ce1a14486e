-- The same text at another address, or in a feed after only a sitemap had shown it: no edit. What had failed at the
-- old address starts again.
UPDATE raw.entry AS e
SET
    feed_id = coalesce(e.feed_id, i.feed_id),
    url = i.url,
    canonical_url = i.canonical_url,
    status = CASE
        WHEN e.canonical_url <> i.canonical_url AND e.status IN ('gone', 'blocked', 'quarantined') THEN 'discovered'
        ELSE e.status
    END,
    status_reason = CASE
        WHEN e.canonical_url <> i.canonical_url AND e.status IN ('gone', 'blocked', 'quarantined') THEN NULL
        ELSE e.status_reason
    END,
    status_at = CASE
        WHEN e.canonical_url <> i.canonical_url AND e.status IN ('gone', 'blocked', 'quarantined') THEN now()
        ELSE e.status_at
    END,
    attempt_count = CASE WHEN e.canonical_url <> i.canonical_url THEN 0 ELSE e.attempt_count END
FROM incoming_raw_entry AS i
WHERE
    e.entry_id = i.entry_id AND e.content_hash = i.content_hash
    AND (e.feed_id IS NULL OR e.canonical_url <> i.canonical_url)
