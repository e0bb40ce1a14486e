SELECT source_id
FROM ops.coverage
WHERE day = %(day)s AND source_id = any(%(source_ids)s) AND completed_at >= %(since)s
