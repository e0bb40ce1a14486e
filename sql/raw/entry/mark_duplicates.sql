-- The same address under another guid: the entry that is further on its way carries the article, else the one seen
-- first; one that ended without an article carries none. Two polls at once do not see each other's entries, and a
-- replay may bring a second one back: the stages that begin something with an entry ask again.
UPDATE raw.entry AS e
SET status = 'duplicate', status_at = now(), status_reason = 'of ' || first.entry_id
FROM raw.entry AS first
WHERE
    e.entry_id = any(%(entry_ids)s)
    AND e.status IN ('discovered', 'retrieved')
    AND first.entry_id <> e.entry_id
    AND first.source_id = e.source_id
    AND first.canonical_url = e.canonical_url
    AND first.status NOT IN ('duplicate', 'gone', 'blocked', 'empty', 'quarantined')
    AND (first.status = 'discovered', first.status = 'retrieved', first.first_seen_at, first.entry_id)
    < (e.status = 'discovered', e.status = 'retrieved', e.first_seen_at, e.entry_id)
