-- Back to where the body is read; an entry with neither page nor text has nothing to read.
UPDATE raw.entry AS e
SET status = 'retrieved', status_reason = NULL, status_at = now(), attempt_count = 0
WHERE
    e.day = %(day)s AND e.source_id = any(%(source_ids)s)
    AND e.status IN ('published', 'empty', 'not_arabic', 'quarantined')
    AND (
        e.content <> '' OR e.summary <> ''
        OR EXISTS (SELECT FROM raw.page AS p WHERE p.entry_id = e.entry_id AND p.revision = e.revision)
    )
