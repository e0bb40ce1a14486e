-- migrate:up

ALTER TABLE raw.entry DROP CONSTRAINT entry_status_check;
ALTER TABLE raw.entry ADD CONSTRAINT entry_status_check CHECK (
    status IN (
        'discovered', 'retrieved', 'extracted', 'annotated',
        'published', 'duplicate', 'gone', 'blocked', 'empty', 'not_arabic', 'quarantined', 'dropped'
    )
);

DROP VIEW ops.funnel;
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
        count(*) FILTER (WHERE status = 'quarantined') AS quarantined_count,
        count(*) FILTER (WHERE status = 'dropped') AS dropped_count
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
    c.dropped_count,
    coalesce(l.article_count, 0) AS article_count,
    c.entry_count - c.pending_count - coalesce(l.article_count, 0) - c.duplicate_count - c.gone_count
    - c.blocked_count - c.empty_count - c.not_arabic_count - c.quarantined_count - c.dropped_count AS difference
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
COMMENT ON COLUMN ops.funnel.dropped_count IS 'Were parked, and a person decided against them.';
COMMENT ON COLUMN ops.funnel.article_count IS 'Curated articles of published entries, counted from the other end.';
COMMENT ON COLUMN ops.funnel.difference IS 'What does not add up: must be 0.';
GRANT SELECT ON ops.funnel TO marsad_loader, marsad_reader;

-- migrate:down

DROP VIEW ops.funnel;
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
GRANT SELECT ON ops.funnel TO marsad_loader, marsad_reader;

UPDATE raw.entry SET status = 'quarantined' WHERE status = 'dropped';
ALTER TABLE raw.entry DROP CONSTRAINT entry_status_check;
ALTER TABLE raw.entry ADD CONSTRAINT entry_status_check CHECK (
    status IN (
        'discovered', 'retrieved', 'extracted', 'annotated',
        'published', 'duplicate', 'gone', 'blocked', 'empty', 'not_arabic', 'quarantined'
    )
);
