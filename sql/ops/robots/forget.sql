DELETE FROM ops.robots
WHERE fetched_at < clock_timestamp() - interval '30 days'
