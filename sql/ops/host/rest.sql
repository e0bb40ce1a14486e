-- A rest of more than a day is one from before the clock was set back: ops/host/reserve does not heed it.
INSERT INTO ops.host AS h (host, resting_until)
VALUES (%(host)s, clock_timestamp() + make_interval(secs => %(seconds)s))
ON CONFLICT (host) DO UPDATE SET
    resting_until = CASE
        WHEN h.resting_until > clock_timestamp() + interval '1 day'
            THEN clock_timestamp() + make_interval(secs => %(seconds)s)
        ELSE greatest(h.resting_until, clock_timestamp() + make_interval(secs => %(seconds)s))
    END
