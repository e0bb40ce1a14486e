SELECT
    body,
    fetched_at > clock_timestamp() - interval '24 hours' AS is_fresh
FROM ops.robots
WHERE origin = %(origin)s AND fetched_at > clock_timestamp() - interval '30 days'
