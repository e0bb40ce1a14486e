INSERT INTO ops.robots (origin, http_status, body, fetched_at)
VALUES (%(origin)s, %(http_status)s, %(body)s, clock_timestamp())
ON CONFLICT (origin) DO UPDATE SET
    http_status = excluded.http_status,
    body = excluded.body,
    fetched_at = excluded.fetched_at
