INSERT INTO ops.host AS h (host, resting_until)
VALUES (%(host)s, clock_timestamp() + make_interval(secs => %(seconds)s))
ON CONFLICT (host) DO UPDATE SET
    resting_until = greatest(h.resting_until, clock_timestamp() + make_interval(secs => %(seconds)s))
