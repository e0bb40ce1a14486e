-- The same address under another guid: the entry seen first carries the article.
UPDATE raw.entry AS e
SET status = 'duplicate', status_at = now(), status_reason = 'of ' || first.entry_id
FROM raw.entry AS first
WHERE
    e.entry_id = any(%(entry_ids)s)
    AND e.status = 'discovered'
    AND first.source_id = e.source_id
    AND first.canonical_url = e.canonical_url
    AND first.status <> 'duplicate'
    AND (first.first_seen_at, first.entry_id) < (e.first_seen_at, e.entry_id)
