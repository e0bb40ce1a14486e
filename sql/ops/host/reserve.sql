-- Takes the next free start, unless the host rests or the wait were too long: then no row comes back. Only this
-- server's clock counts, and as it is when the row is ours: workers' clocks differ, and the row may be waited for.
-- Where it was set back, a time stands here that nobody meant: no rest is longer than a day, no turn so far off.
INSERT INTO ops.host AS h (host, next_start_at)
VALUES (%(host)s, clock_timestamp() + make_interval(secs => %(delay)s))
ON CONFLICT (host) DO UPDATE
    SET
        next_start_at = CASE
            WHEN h.next_start_at > clock_timestamp() + interval '2 hours' THEN clock_timestamp()
            ELSE greatest(h.next_start_at, clock_timestamp())
        END + make_interval(secs => %(delay)s)
    WHERE
    coalesce(h.resting_until NOT BETWEEN clock_timestamp() AND clock_timestamp() + interval '1 day', TRUE)
    AND coalesce(
        h.next_start_at NOT BETWEEN clock_timestamp() + make_interval(secs => %(longest)s)
        AND clock_timestamp() + interval '2 hours',
        TRUE
    )
RETURNING extract(EPOCH FROM h.next_start_at - clock_timestamp())::double precision - %(delay)s AS seconds
