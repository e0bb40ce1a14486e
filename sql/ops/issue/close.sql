UPDATE ops.issue
SET closed_at = %(now)s
WHERE issue_id = %(issue_id)s AND closed_at IS NULL
