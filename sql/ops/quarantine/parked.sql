-- An entry that an edit or a backfill sent through again is parked no more, whatever was noted of it.
SELECT
    q.entry_id,
    e.source_id,
    e.day,
    e.url,
    e.status,
    q.stage,
    q.reason,
    q.detail,
    q.quarantined_at
FROM ops.quarantine AS q
INNER JOIN raw.entry AS e ON q.entry_id = e.entry_id
WHERE q.replayed_at IS NULL AND e.status = any(%(statuses)s)
ORDER BY q.quarantined_at, q.entry_id
