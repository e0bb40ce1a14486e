-- migrate:up

CREATE TABLE ops.host (
    host text PRIMARY KEY,
    next_start_at timestamptz,
    resting_until timestamptz
);
COMMENT ON TABLE ops.host IS 'When a host may be asked next: all workers keep its pace together.';
COMMENT ON COLUMN ops.host.host IS
'Host name or address, lower-case, without port: a server bears the load of all its ports.';
COMMENT ON COLUMN ops.host.next_start_at IS
'The first start no request has reserved, by this server''s clock; null: any.';
COMMENT ON COLUMN ops.host.resting_until IS 'Not before, as a 429 or 503 with Retry-After asked; null: it never asked.';

CREATE TABLE ops.robots (
    origin text PRIMARY KEY,
    http_status integer NOT NULL,
    body bytea NOT NULL,
    fetched_at timestamptz NOT NULL
);
COMMENT ON TABLE ops.robots IS 'The robots.txt of every origin that pages were asked of; good for a day (RFC 9309).';
COMMENT ON COLUMN ops.robots.origin IS
'Scheme, host and port, as in https://news.example: each has a robots.txt of its own.';
COMMENT ON COLUMN ops.robots.http_status IS 'Status of the answer: 2xx, or one that says there is none.';
COMMENT ON COLUMN ops.robots.body IS 'The first 500 KiB; empty when there is none.';
COMMENT ON COLUMN ops.robots.fetched_at IS 'When, by this server''s clock.';

GRANT SELECT, INSERT, UPDATE, DELETE ON ops.host, ops.robots TO marsad_loader;

-- migrate:down

DROP TABLE ops.robots;
DROP TABLE ops.host;
