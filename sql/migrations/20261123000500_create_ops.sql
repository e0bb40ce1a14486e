-- migrate:up

CREATE TABLE ops.feed_state (
    feed_id text PRIMARY KEY,
    source_id text NOT NULL,
    etag text,
    last_modified text,
    next_poll_at timestamptz NOT NULL,
    interval_seconds double precision NOT NULL,
    failure_count integer NOT NULL,
    last_outcome text NOT NULL,
    last_message text,
    last_polled_at timestamptz NOT NULL,
    last_changed_at timestamptz
);
COMMENT ON TABLE ops.feed_state IS 'How each feed is doing and when it is polled next.';
COMMENT ON COLUMN ops.feed_state.feed_id IS 'The feed.';
COMMENT ON COLUMN ops.feed_state.source_id IS 'Its outlet.';
COMMENT ON COLUMN ops.feed_state.etag IS 'Validator of the last full answer.';
COMMENT ON COLUMN ops.feed_state.last_modified IS 'Validator of the last full answer.';
COMMENT ON COLUMN ops.feed_state.next_poll_at IS 'Not before this time.';
COMMENT ON COLUMN ops.feed_state.interval_seconds IS 'Present distance between polls; adapts to how much is new.';
COMMENT ON COLUMN ops.feed_state.failure_count IS 'Failures in a row.';
COMMENT ON COLUMN ops.feed_state.last_outcome IS 'Outcome of the last poll.';
COMMENT ON COLUMN ops.feed_state.last_message IS 'Its cause, when it failed.';
COMMENT ON COLUMN ops.feed_state.last_polled_at IS 'When it was last asked.';
COMMENT ON COLUMN ops.feed_state.last_changed_at IS 'When it last brought something new.';

CREATE TABLE ops.feed_poll (
    feed_id text NOT NULL,
    polled_at timestamptz NOT NULL,
    outcome text NOT NULL CHECK (
        outcome IN ('changed', 'unchanged', 'not_modified', 'empty', 'unreadable', 'blocked', 'gone', 'failed')
    ),
    http_status integer,
    entry_count integer NOT NULL,
    new_count integer NOT NULL,
    changed_count integer NOT NULL,
    dropped_count integer NOT NULL,
    byte_count integer NOT NULL,
    duration_ms integer NOT NULL,
    message text,
    PRIMARY KEY (feed_id, polled_at)
);
COMMENT ON TABLE ops.feed_poll IS 'Every poll of every feed and how it ended.';
COMMENT ON COLUMN ops.feed_poll.feed_id IS 'The feed.';
COMMENT ON COLUMN ops.feed_poll.polled_at IS 'When.';
COMMENT ON COLUMN ops.feed_poll.outcome IS 'From a closed vocabulary (docs/reference/statuses.md).';
COMMENT ON COLUMN ops.feed_poll.http_status IS 'Null when there was no answer.';
COMMENT ON COLUMN ops.feed_poll.entry_count IS 'Entries the feed showed.';
COMMENT ON COLUMN ops.feed_poll.new_count IS 'Never seen before.';
COMMENT ON COLUMN ops.feed_poll.changed_count IS 'Seen before with other content.';
COMMENT ON COLUMN ops.feed_poll.dropped_count IS 'Items without any address.';
COMMENT ON COLUMN ops.feed_poll.byte_count IS 'Bytes of the inflated body.';
COMMENT ON COLUMN ops.feed_poll.duration_ms IS 'Milliseconds from request to stored entries.';
COMMENT ON COLUMN ops.feed_poll.message IS 'The cause, when it failed.';

CREATE TABLE ops.check_result (
    check_id text NOT NULL,
    day date NOT NULL,
    expectation_name text NOT NULL,
    table_name text NOT NULL,
    severity text NOT NULL CHECK (severity IN ('block', 'quarantine', 'warn')),
    is_success boolean NOT NULL,
    unexpected_count integer NOT NULL,
    detail jsonb NOT NULL,
    checked_at timestamptz NOT NULL,
    PRIMARY KEY (check_id, expectation_name)
);
CREATE INDEX check_result_day_idx ON ops.check_result (day, checked_at);
COMMENT ON TABLE ops.check_result IS 'What each expectation said about each staged day.';
COMMENT ON COLUMN ops.check_result.check_id IS 'One run of the gate.';
COMMENT ON COLUMN ops.check_result.day IS 'The partition that was checked.';
COMMENT ON COLUMN ops.check_result.expectation_name IS 'Name of the expectation in the suite.';
COMMENT ON COLUMN ops.check_result.table_name IS 'The staged table it looked at.';
COMMENT ON COLUMN ops.check_result.severity IS 'What a breach does: block the day, quarantine the rows, warn.';
COMMENT ON COLUMN ops.check_result.is_success IS 'Whether it held.';
COMMENT ON COLUMN ops.check_result.unexpected_count IS 'Rows that broke it.';
COMMENT ON COLUMN ops.check_result.detail IS 'Observed values, examples.';
COMMENT ON COLUMN ops.check_result.checked_at IS 'When.';

CREATE TABLE ops.quarantine (
    entry_id text PRIMARY KEY REFERENCES raw.entry (entry_id),
    revision integer NOT NULL,
    stage text NOT NULL,
    reason text NOT NULL,
    detail text NOT NULL,
    quarantined_at timestamptz NOT NULL,
    replayed_at timestamptz
);
COMMENT ON TABLE ops.quarantine IS 'Entries parked with a reason. `marsad quarantine replay` sends them through again.';
COMMENT ON COLUMN ops.quarantine.entry_id IS 'The entry.';
COMMENT ON COLUMN ops.quarantine.revision IS 'Its revision at that time.';
COMMENT ON COLUMN ops.quarantine.stage IS 'Where it was stopped: retrieve, extract, annotate or publish.';
COMMENT ON COLUMN ops.quarantine.reason IS 'A short word to group by.';
COMMENT ON COLUMN ops.quarantine.detail IS 'Subject and cause.';
COMMENT ON COLUMN ops.quarantine.quarantined_at IS 'When.';
COMMENT ON COLUMN ops.quarantine.replayed_at IS 'When it was last sent through again; null: still parked.';

CREATE TABLE ops.issue (
    issue_id text PRIMARY KEY,
    kind text NOT NULL,
    subject text NOT NULL,
    message text NOT NULL,
    seen_count integer NOT NULL DEFAULT 1,
    opened_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    closed_at timestamptz
);
COMMENT ON TABLE ops.issue IS 'A work queue for people: one row per kind and subject, counted, open until closed.';
COMMENT ON COLUMN ops.issue.issue_id IS 'sha256 over kind and subject, first 32 hex digits.';
COMMENT ON COLUMN ops.issue.kind IS 'What sort of thing happened, e.g. feed_failing, day_blocked.';
COMMENT ON COLUMN ops.issue.subject IS 'The feed, source or day it happened to.';
COMMENT ON COLUMN ops.issue.message IS 'What was last seen.';
COMMENT ON COLUMN ops.issue.seen_count IS 'How often since it was opened.';
COMMENT ON COLUMN ops.issue.opened_at IS 'First sight.';
COMMENT ON COLUMN ops.issue.last_seen_at IS 'Last sight.';
COMMENT ON COLUMN ops.issue.closed_at IS 'When it ended; null: open.';

CREATE VIEW ops.funnel AS
WITH counted AS (
    SELECT
        day,
        source_id,
        count(*) AS entry_count,
        count(*) FILTER (WHERE status IN ('discovered', 'retrieved', 'extracted', 'annotated')) AS pending_count,
        count(*) FILTER (WHERE status = 'published') AS published_count,
        count(*) FILTER (WHERE status = 'duplicate') AS duplicate_count,
        count(*) FILTER (WHERE status = 'gone') AS gone_count,
        count(*) FILTER (WHERE status = 'blocked') AS blocked_count,
        count(*) FILTER (WHERE status = 'empty') AS empty_count,
        count(*) FILTER (WHERE status = 'not_arabic') AS not_arabic_count,
        count(*) FILTER (WHERE status = 'quarantined') AS quarantined_count
    FROM raw.entry
    GROUP BY day, source_id
),

-- Counted from the other end, so that a published entry without an article shows up as a difference. An entry
-- that an edit moved to another address left its first article behind: it still counts once.
landed AS (
    SELECT
        e.day,
        e.source_id,
        count(DISTINCT a.entry_id) AS article_count
    FROM curated.article AS a
    INNER JOIN raw.entry AS e ON a.entry_id = e.entry_id
    WHERE e.status = 'published'
    GROUP BY e.day, e.source_id
)

SELECT
    c.day,
    c.source_id,
    c.entry_count,
    c.pending_count,
    c.published_count,
    c.duplicate_count,
    c.gone_count,
    c.blocked_count,
    c.empty_count,
    c.not_arabic_count,
    c.quarantined_count,
    coalesce(l.article_count, 0) AS article_count,
    c.entry_count - c.pending_count - coalesce(l.article_count, 0) - c.duplicate_count - c.gone_count
    - c.blocked_count - c.empty_count - c.not_arabic_count - c.quarantined_count AS difference
FROM counted AS c
LEFT JOIN landed AS l ON c.day = l.day AND c.source_id = l.source_id;
COMMENT ON VIEW ops.funnel IS
'Per day and source: what became of every entry. difference is 0 when entries and curated articles add up.';
COMMENT ON COLUMN ops.funnel.day IS 'The partition.';
COMMENT ON COLUMN ops.funnel.source_id IS 'The outlet.';
COMMENT ON COLUMN ops.funnel.entry_count IS 'Entries known of that day.';
COMMENT ON COLUMN ops.funnel.pending_count IS 'Still on their way.';
COMMENT ON COLUMN ops.funnel.published_count IS 'In curated.';
COMMENT ON COLUMN ops.funnel.duplicate_count IS 'Another entry of the source carries the article.';
COMMENT ON COLUMN ops.funnel.gone_count IS '404, 410, or forbidden by robots.txt.';
COMMENT ON COLUMN ops.funnel.blocked_count IS 'The page keeps robots out, and the feed gave no text.';
COMMENT ON COLUMN ops.funnel.empty_count IS 'No text anywhere.';
COMMENT ON COLUMN ops.funnel.not_arabic_count IS 'In another language.';
COMMENT ON COLUMN ops.funnel.quarantined_count IS 'Parked with a reason.';
COMMENT ON COLUMN ops.funnel.article_count IS 'Curated articles of published entries, counted from the other end.';
COMMENT ON COLUMN ops.funnel.difference IS 'What does not add up: must be 0.';

CREATE VIEW curated.daily_event AS
SELECT
    a.day,
    e.event_type,
    e.mode,
    e.realis,
    e.country_code,
    e.admin1_code,
    count(*) AS event_count,
    count(DISTINCT a.source_id) AS source_count,
    avg(e.confidence)::real AS confidence
FROM curated.event AS e
INNER JOIN curated.article AS a ON e.article_id = a.article_id
GROUP BY a.day, e.event_type, e.mode, e.realis, e.country_code, e.admin1_code;
COMMENT ON VIEW curated.daily_event IS 'Events told per day of publication, type, realis and place.';
COMMENT ON COLUMN curated.daily_event.day IS 'Day of publication.';
COMMENT ON COLUMN curated.daily_event.event_type IS 'PLOVER 0.8 type, or CRIME, ACCIDENT, HAZARD.';
COMMENT ON COLUMN curated.daily_event.mode IS 'PLOVER mode; null where none fits.';
COMMENT ON COLUMN curated.daily_event.realis IS 'asserted, negated, planned or hypothetical.';
COMMENT ON COLUMN curated.daily_event.country_code IS 'ISO 3166-1 alpha-2 of the place.';
COMMENT ON COLUMN curated.daily_event.admin1_code IS 'First-level division of the place.';
COMMENT ON COLUMN curated.daily_event.event_count IS 'Events told.';
COMMENT ON COLUMN curated.daily_event.source_count IS 'Outlets that told of them.';
COMMENT ON COLUMN curated.daily_event.confidence IS 'Mean confidence, 0 to 1.';

-- migrate:down

DROP VIEW curated.daily_event;
DROP VIEW ops.funnel;
DROP TABLE ops.issue;
DROP TABLE ops.quarantine;
DROP TABLE ops.check_result;
DROP TABLE ops.feed_poll;
DROP TABLE ops.feed_state;
