-- Takes the next free start, unless the host rests or the wait were too long: then no row comes back. Only this
-- server's clock counts, and as it is when the row is ours: workers' clocks differ, and the row may be waited for.
INSERT INTO ops.host AS h (host, next_start_at)
VALUES (%(host)s, clock_timestamp() + make_interval(secs => %(delay)s))
ON CONFLICT (host) DO UPDATE
    SET
        next_start_at = greatest(h.next_start_at, clock_timestamp()) + make_interval(secs => %(delay)s)
    WHERE
    coalesce(h.resting_until <= clock_timestamp(), TRUE)
    AND coalesce(h.next_start_at <= clock_timestamp() + make_interval(secs => %(longest)s), TRUE)
RETURNING extract(EPOCH FROM h.next_start_at - clock_timestamp())::double precision - %(delay)s AS seconds
