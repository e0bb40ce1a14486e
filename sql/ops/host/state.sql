-- As ops/host/reserve takes them: a time that lies too far off is one from before the clock was set back.
SELECT
    CASE
        WHEN resting_until BETWEEN clock_timestamp() AND clock_timestamp() + interval '1 day'
            THEN extract(EPOCH FROM resting_until - clock_timestamp())
        ELSE 0
    END::double precision AS resting,
    coalesce(extract(EPOCH FROM next_start_at - clock_timestamp()), 0)::double precision AS waiting
FROM ops.host
WHERE host = %(host)s
