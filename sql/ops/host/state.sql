SELECT
    coalesce(extract(EPOCH FROM resting_until - clock_timestamp()), 0)::double precision AS resting,
    coalesce(extract(EPOCH FROM next_start_at - clock_timestamp()), 0)::double precision AS waiting
FROM ops.host
WHERE host = %(host)s
