-- migrate:up

CREATE TABLE raw.entry (
    entry_id text PRIMARY KEY,
    source_id text NOT NULL,
    feed_id text,
    guid text NOT NULL,
    url text NOT NULL,
    canonical_url text NOT NULL,
    title text NOT NULL,
    summary text NOT NULL,
    content text NOT NULL,
    author text,
    published_at timestamptz,
    updated_at timestamptz,
    day date NOT NULL,
    content_hash text NOT NULL,
    revision integer NOT NULL DEFAULT 1,
    first_seen_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    status text NOT NULL DEFAULT 'discovered' CHECK (
        status IN (
            'discovered', 'retrieved', 'extracted', 'annotated',
            'published', 'duplicate', 'gone', 'blocked', 'empty', 'not_arabic', 'quarantined'
        )
    ),
    status_reason text,
    status_at timestamptz NOT NULL DEFAULT now(),
    attempt_count integer NOT NULL DEFAULT 0
);
CREATE INDEX entry_day_status_idx ON raw.entry (day, status);
CREATE INDEX entry_unfinished_idx ON raw.entry (day)
WHERE status IN ('discovered', 'retrieved', 'extracted', 'annotated');
-- A hash, because a b-tree refuses an address of more than 2.7 kB, and with it all that comes in the same statement.
CREATE INDEX entry_url_idx ON raw.entry USING hash (canonical_url);

COMMENT ON TABLE raw.entry IS
'One row per item of a source, as its feed or sitemap last showed it. Ends in exactly one terminal status.';
COMMENT ON COLUMN raw.entry.entry_id IS 'sha256 over source_id and the feed''s own id, first 32 hex digits.';
COMMENT ON COLUMN raw.entry.source_id IS 'The outlet in the catalogue.';
COMMENT ON COLUMN raw.entry.feed_id IS 'The feed that showed it first; null when a sitemap or an archive did.';
COMMENT ON COLUMN raw.entry.guid IS 'The feed''s own id: RSS guid, Atom id, or the URL where there is none.';
COMMENT ON COLUMN raw.entry.url IS 'The link as the feed gave it.';
COMMENT ON COLUMN raw.entry.canonical_url IS 'The link without tracking, in one spelling.';
COMMENT ON COLUMN raw.entry.title IS 'Plain text; empty when a sitemap names none.';
COMMENT ON COLUMN raw.entry.summary IS 'Plain text of the feed''s summary.';
COMMENT ON COLUMN raw.entry.content IS 'Plain text of the feed''s full-text field; empty when it has none.';
COMMENT ON COLUMN raw.entry.author IS 'As given.';
COMMENT ON COLUMN raw.entry.published_at IS 'As claimed by the feed, UTC; null when undated.';
COMMENT ON COLUMN raw.entry.updated_at IS 'As claimed by the feed, UTC.';
COMMENT ON COLUMN raw.entry.day IS
'The partition: UTC day of publication, or of first sight when that is missing or absurd.';
COMMENT ON COLUMN raw.entry.content_hash IS 'sha256 over title, summary and content; another hash is an edit.';
COMMENT ON COLUMN raw.entry.revision IS '1 at first sight, one more with each edit seen in the feed.';
COMMENT ON COLUMN raw.entry.first_seen_at IS 'When the pipeline first saw it.';
COMMENT ON COLUMN raw.entry.last_seen_at IS 'When its present content was first seen.';
COMMENT ON COLUMN raw.entry.status IS 'Where it is on its way, or how it ended (docs/reference/statuses.md).';
COMMENT ON COLUMN raw.entry.status_reason IS 'Why it ended so, where the status alone does not say.';
COMMENT ON COLUMN raw.entry.status_at IS 'When a worker last moved it.';
COMMENT ON COLUMN raw.entry.attempt_count IS 'Retrievals in a row that failed for a passing reason.';

CREATE TABLE raw.page (
    entry_id text NOT NULL REFERENCES raw.entry (entry_id),
    revision integer NOT NULL,
    url text NOT NULL,
    final_url text NOT NULL,
    http_status integer NOT NULL,
    content_type text,
    body_hash text NOT NULL,
    byte_count integer NOT NULL,
    fetched_at timestamptz NOT NULL,
    warc_file text NOT NULL,
    warc_offset bigint NOT NULL,
    warc_length bigint NOT NULL,
    PRIMARY KEY (entry_id, revision)
);

COMMENT ON TABLE raw.page IS
'HTTP facts of the last retrieval for one revision of an entry. The bytes lie in a WARC record.';
COMMENT ON COLUMN raw.page.entry_id IS 'The entry whose page it is.';
COMMENT ON COLUMN raw.page.revision IS 'The entry''s revision it was retrieved for.';
COMMENT ON COLUMN raw.page.url IS 'The URL asked for.';
COMMENT ON COLUMN raw.page.final_url IS 'The URL that answered, after redirects.';
COMMENT ON COLUMN raw.page.http_status IS 'Status of the final answer.';
COMMENT ON COLUMN raw.page.content_type IS 'As the server said.';
COMMENT ON COLUMN raw.page.body_hash IS 'sha256 of the inflated body.';
COMMENT ON COLUMN raw.page.byte_count IS 'Bytes of the inflated body.';
COMMENT ON COLUMN raw.page.fetched_at IS 'When the answer came.';
COMMENT ON COLUMN raw.page.warc_file IS 'The WARC file, relative to MARSAD_RAW_URI.';
COMMENT ON COLUMN raw.page.warc_offset IS 'Byte offset of the record''s gzip member.';
COMMENT ON COLUMN raw.page.warc_length IS 'Bytes of the record''s gzip member.';

-- migrate:down

DROP TABLE raw.page;
DROP TABLE raw.entry;
