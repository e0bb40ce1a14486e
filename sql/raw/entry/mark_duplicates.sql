-- The same address under another guid: the entry that is on its way already carries the article, else the one seen
-- first. Two polls at once do not see each other's entries: retrieval, which one worker does for a day, asks again.
UPDATE raw.entry AS e
SET status = 'duplicate', status_at = now(), status_reason = 'of ' || first.entry_id
FROM raw.entry AS first
WHERE
    e.entry_id = any(%(entry_ids)s)
    AND e.status = 'discovered'
    AND first.entry_id <> e.entry_id
    AND first.source_id = e.source_id
    AND first.canonical_url = e.canonical_url
    AND first.status <> 'duplicate'
    AND (first.status = 'discovered', first.first_seen_at, first.entry_id) < (TRUE, e.first_seen_at, e.entry_id)
