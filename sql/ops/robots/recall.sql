-- Fresh is nothing that was kept before the clock was set back.
SELECT
    body,
    fetched_at BETWEEN clock_timestamp() - interval '24 hours' AND clock_timestamp() AS is_fresh
FROM ops.robots
WHERE origin = %(origin)s AND fetched_at > clock_timestamp() - interval '30 days'
