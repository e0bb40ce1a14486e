UPDATE raw.entry
SET status = 'discovered', status_reason = NULL, status_at = now(), attempt_count = 0
WHERE
    day = %(day)s AND source_id = any(%(source_ids)s)
    AND status IN ('published', 'gone', 'blocked', 'empty', 'not_arabic', 'quarantined')
