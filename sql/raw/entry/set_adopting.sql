UPDATE raw.entry AS e
SET status = 'annotated', status_reason = NULL, status_at = now(), attempt_count = 0
FROM adopting AS p
WHERE e.entry_id = p.entry_id AND e.revision = p.revision
