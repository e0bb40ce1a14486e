-- migrate:up

-- A record that is past its retention, or was lost, leaves its facts behind.
ALTER TABLE raw.page
ALTER COLUMN warc_file DROP NOT NULL,
ALTER COLUMN warc_offset DROP NOT NULL,
ALTER COLUMN warc_length DROP NOT NULL,
ADD CONSTRAINT page_warc_whole CHECK (num_nulls(warc_file, warc_offset, warc_length) IN (0, 3));
CREATE INDEX page_warc_file_idx ON raw.page (warc_file);
COMMENT ON COLUMN raw.page.warc_file IS
'The WARC file, relative to MARSAD_RAW_URI; null when the bytes are kept no more (past retention, or lost).';
COMMENT ON COLUMN raw.page.warc_offset IS 'Byte offset of the record''s gzip member; null with warc_file.';
COMMENT ON COLUMN raw.page.warc_length IS 'Bytes of the record''s gzip member; null with warc_file.';

ALTER TABLE ops.feed_poll
ADD COLUMN body_hash text,
ADD COLUMN warc_file text,
ADD COLUMN warc_offset bigint,
ADD COLUMN warc_length bigint,
ADD CONSTRAINT feed_poll_warc_whole CHECK (num_nulls(warc_file, warc_offset, warc_length) IN (0, 3));
CREATE INDEX feed_poll_warc_file_idx ON ops.feed_poll (warc_file)
WHERE warc_file IS NOT NULL;
CREATE INDEX feed_poll_polled_at_idx ON ops.feed_poll (polled_at);
COMMENT ON COLUMN ops.feed_poll.body_hash IS 'sha256 of the inflated body; null where nothing new was stored.';
COMMENT ON COLUMN ops.feed_poll.warc_file IS
'The WARC file with the body, under MARSAD_RAW_URI; null where nothing new was stored, or when it is kept no more.';
COMMENT ON COLUMN ops.feed_poll.warc_offset IS 'Byte offset of the record''s gzip member; null with warc_file.';
COMMENT ON COLUMN ops.feed_poll.warc_length IS 'Bytes of the record''s gzip member; null with warc_file.';

CREATE TABLE raw.retired_file (
    warc_file text PRIMARY KEY,
    reason text NOT NULL CHECK (reason IN ('merged', 'mended')),
    retired_at timestamptz NOT NULL
);
COMMENT ON TABLE raw.retired_file IS
'WARC files whose records were copied to another file. They are deleted a day later, once nobody can be reading them.';
COMMENT ON COLUMN raw.retired_file.warc_file IS 'Relative to MARSAD_RAW_URI.';
COMMENT ON COLUMN raw.retired_file.reason IS
'merged: with the other files of its source and day. mended: without its damaged parts.';
COMMENT ON COLUMN raw.retired_file.retired_at IS 'When the rows began to point elsewhere.';
GRANT SELECT, INSERT, UPDATE, DELETE ON raw.retired_file TO marsad_loader;

-- migrate:down

DROP TABLE raw.retired_file;

DROP INDEX ops.feed_poll_polled_at_idx;
ALTER TABLE ops.feed_poll
DROP COLUMN body_hash,
DROP COLUMN warc_file,
DROP COLUMN warc_offset,
DROP COLUMN warc_length;

DROP INDEX raw.page_warc_file_idx;
ALTER TABLE raw.page DROP CONSTRAINT page_warc_whole;
DELETE FROM raw.page
WHERE warc_file IS NULL;
ALTER TABLE raw.page
ALTER COLUMN warc_file SET NOT NULL,
ALTER COLUMN warc_offset SET NOT NULL,
ALTER COLUMN warc_length SET NOT NULL;
COMMENT ON COLUMN raw.page.warc_file IS 'The WARC file, relative to MARSAD_RAW_URI.';
COMMENT ON COLUMN raw.page.warc_offset IS 'Byte offset of the record''s gzip member.';
COMMENT ON COLUMN raw.page.warc_length IS 'Bytes of the record''s gzip member.';
