-- migrate:up

CREATE TABLE ops.coverage (
    day date NOT NULL,
    source_id text NOT NULL,
    expected_count integer,
    unavailable_reason text,
    asked_ways text[] NOT NULL,
    completed_at timestamptz,
    checked_at timestamptz NOT NULL,
    PRIMARY KEY (source_id, day)
);
COMMENT ON TABLE ops.coverage IS 'What asking for a past day of a source brought: one row per source and day asked.';
COMMENT ON COLUMN ops.coverage.day IS 'The partition that was asked for.';
COMMENT ON COLUMN ops.coverage.source_id IS 'The outlet.';
COMMENT ON COLUMN ops.coverage.expected_count IS
'Articles of that day that the outlet''s own lists name; null while none could be read.';
COMMENT ON COLUMN ops.coverage.unavailable_reason IS
'Why the day, or a part of it, could not be had when it was last asked for; null when nothing was missing.';
COMMENT ON COLUMN ops.coverage.asked_ways IS 'The ways that were asked last, in order (docs/reference/statuses.md).';
COMMENT ON COLUMN ops.coverage.completed_at IS 'When the day was last told in full; null: never.';
COMMENT ON COLUMN ops.coverage.checked_at IS 'When it was last asked for.';

CREATE VIEW curated.coverage AS
WITH joined AS (
    SELECT
        c.expected_count,
        c.unavailable_reason,
        c.asked_ways,
        c.completed_at,
        c.checked_at,
        coalesce(f.day, c.day) AS day,
        coalesce(f.source_id, c.source_id) AS source_id,
        coalesce(f.entry_count, 0) AS known_count,
        coalesce(f.published_count, 0) AS published_count,
        coalesce(f.pending_count, 0) AS pending_count,
        coalesce(f.duplicate_count, 0) AS duplicate_count,
        coalesce(f.not_arabic_count, 0) AS not_arabic_count,
        coalesce(f.gone_count + f.blocked_count + f.empty_count + f.quarantined_count, 0) AS failed_count
    FROM ops.funnel AS f
    FULL JOIN ops.coverage AS c ON f.day = c.day AND f.source_id = c.source_id
)

SELECT
    day,
    source_id,
    expected_count,
    known_count,
    published_count,
    pending_count,
    duplicate_count,
    not_arabic_count,
    failed_count,
    unavailable_reason,
    asked_ways,
    completed_at,
    checked_at
FROM joined;
COMMENT ON VIEW curated.coverage IS
'Per day and source: what the outlet published as far as it tells, what is known of it, and what is missing and why.';
COMMENT ON COLUMN curated.coverage.day IS 'The partition: UTC day of publication.';
COMMENT ON COLUMN curated.coverage.source_id IS 'The outlet.';
COMMENT ON COLUMN curated.coverage.expected_count IS
'Articles of that day that the outlet''s own lists name; null where it was never asked or has none.';
COMMENT ON COLUMN curated.coverage.known_count IS 'Entries known of that day, now.';
COMMENT ON COLUMN curated.coverage.published_count IS 'Of these, in curated.';
COMMENT ON COLUMN curated.coverage.pending_count IS 'Still on their way.';
COMMENT ON COLUMN curated.coverage.duplicate_count IS 'Another entry of the source carries the article.';
COMMENT ON COLUMN curated.coverage.not_arabic_count IS 'In another language.';
COMMENT ON COLUMN curated.coverage.failed_count IS
'Ended without an article: gone, blocked, empty or quarantined. ops.funnel tells them apart.';
COMMENT ON COLUMN curated.coverage.unavailable_reason IS
'Why the day, or a part of it, could not be had when it was last asked for; null when nothing was missing.';
COMMENT ON COLUMN curated.coverage.asked_ways IS 'The ways that were asked last, in order; null: never asked.';
COMMENT ON COLUMN curated.coverage.completed_at IS 'When the day was last told in full; null: never.';
COMMENT ON COLUMN curated.coverage.checked_at IS 'When it was last asked for; null: never.';

GRANT SELECT, INSERT, UPDATE, DELETE ON ops.coverage TO marsad_loader;
GRANT SELECT ON curated.coverage TO marsad_reader, marsad_loader;

-- migrate:down

DROP VIEW curated.coverage;
DROP TABLE ops.coverage;
