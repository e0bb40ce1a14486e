SELECT
    kind,
    subject,
    message,
    seen_count,
    opened_at,
    last_seen_at
FROM ops.issue
WHERE closed_at IS NULL
ORDER BY last_seen_at DESC
