INSERT INTO ops.issue AS i (issue_id, kind, subject, message, opened_at, last_seen_at)
VALUES (%(issue_id)s, %(kind)s, %(subject)s, %(message)s, %(now)s, %(now)s)
ON CONFLICT (issue_id) DO UPDATE SET
    message = excluded.message,
    seen_count = CASE WHEN i.closed_at IS NULL THEN i.seen_count + 1 ELSE 1 END,
    opened_at = CASE WHEN i.closed_at IS NULL THEN i.opened_at ELSE excluded.opened_at END,
    last_seen_at = excluded.last_seen_at,
    closed_at = NULL
