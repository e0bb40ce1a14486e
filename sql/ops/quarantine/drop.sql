-- Its row in ops.quarantine stays: it says why, and lets the entry be replayed.
UPDATE raw.entry AS e
SET status = 'dropped', status_reason = q.reason, status_at = %(now)s
FROM ops.quarantine AS q
WHERE
    q.entry_id = e.entry_id AND q.entry_id = any(%(entry_ids)s) AND q.replayed_at IS NULL
    AND e.status IN ('quarantined', 'empty', 'not_arabic', 'blocked')
