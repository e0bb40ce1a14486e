-- Entries that a stage moved on, but whose staged article is gone: nothing would ever find them again.
UPDATE raw.entry AS e
SET status = 'retrieved', status_reason = NULL, status_at = now()
WHERE
    e.day = %(day)s AND e.status IN ('extracted', 'annotated')
    AND NOT EXISTS (SELECT FROM stage.article AS s WHERE s.entry_id = e.entry_id AND s.revision = e.revision)
