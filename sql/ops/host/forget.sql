-- A host that nobody waits for needs no row; redirects may lead to any number of hosts.
DELETE FROM ops.host
WHERE greatest(next_start_at, resting_until) < clock_timestamp() - interval '1 day'
