-- Back to where the body is read when its page is kept, else to the start.
UPDATE raw.entry AS e
SET
    status = CASE
        WHEN EXISTS (
            SELECT FROM raw.page AS p
            WHERE p.entry_id = e.entry_id AND p.revision = e.revision AND p.warc_file IS NOT NULL
        ) THEN 'retrieved'
        ELSE 'discovered'
    END,
    status_reason = NULL,
    status_at = now(),
    attempt_count = 0
FROM ops.quarantine AS q
WHERE
    q.entry_id = e.entry_id AND q.entry_id = any(%(entry_ids)s) AND q.replayed_at IS NULL
    AND e.status IN ('quarantined', 'empty', 'not_arabic', 'blocked', 'dropped')
RETURNING e.day
