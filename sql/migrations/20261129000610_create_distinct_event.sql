-- migrate:up

CREATE VIEW curated.distinct_event AS
WITH told AS (
    SELECT
        s.story_event_id AS distinct_event_id,
        s.story_id,
        e.day,
        e.article_id,
        e.event_id,
        s.event_type,
        s.mode,
        s.realis,
        s.event_date,
        s.date_precision,
        s.place_entity_id,
        s.country_code,
        s.admin1_code,
        s.latitude,
        s.longitude,
        s.confidence,
        e.quad_class,
        e.score,
        e.trigger_start,
        e.trigger_text,
        e.place_text,
        e.annotator_version,
        s.article_count,
        s.source_count,
        s.independent_source_count
    FROM curated.story_event_member AS m
    INNER JOIN curated.story_event AS s ON m.story_event_id = s.story_event_id
    INNER JOIN curated.event AS e ON m.article_id = e.article_id AND m.event_id = e.event_id
    INNER JOIN curated.article AS a ON e.article_id = a.article_id AND e.day = a.day
    WHERE
        NOT EXISTS (
            SELECT
            FROM curated.story_event_member AS other
            INNER JOIN curated.article_day AS its ON other.article_id = its.article_id
            INNER JOIN curated.article AS earlier ON its.article_id = earlier.article_id AND its.day = earlier.day
            WHERE
                other.story_event_id = m.story_event_id
                AND (coalesce(earlier.published_at, earlier.created_at), other.article_id, other.event_id)
                < (coalesce(a.published_at, a.created_at), m.article_id, m.event_id)
        )
    UNION ALL
    SELECT
        e.event_id AS distinct_event_id,
        NULL AS story_id,
        e.day,
        e.article_id,
        e.event_id,
        e.event_type,
        e.mode,
        e.realis,
        e.event_date,
        e.date_precision,
        e.place_entity_id,
        e.country_code,
        e.admin1_code,
        e.latitude,
        e.longitude,
        e.confidence,
        e.quad_class,
        e.score,
        e.trigger_start,
        e.trigger_text,
        e.place_text,
        e.annotator_version,
        1 AS article_count,
        1 AS source_count,
        1 AS independent_source_count
    FROM curated.event AS e
    WHERE
        NOT EXISTS (
            SELECT FROM curated.story_event_member AS m
            WHERE m.article_id = e.article_id AND m.event_id = e.event_id
        )
)

SELECT
    t.*,
    -- Adding days to a month's first never fails, whatever a text claimed: one row must not stop all others.
    CASE
        WHEN
            t.date_precision IN ('day', 'range')
            AND t.event_date ~ '^[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])'
            THEN
                make_date(left(t.event_date, 4)::integer, substring(t.event_date FROM 6 FOR 2)::integer, 1)
                + substring(t.event_date FROM 9 FOR 2)::integer - 1
    END AS event_day
FROM told AS t;

COMMENT ON VIEW curated.distinct_event IS
'One row per event told, however many articles tell of it: the events of stories, and article events that are in none.';
COMMENT ON COLUMN curated.distinct_event.distinct_event_id IS
'curated.story_event.story_event_id, or curated.event.event_id where no story has it.';
COMMENT ON COLUMN curated.distinct_event.story_id IS 'The story; null where none has it.';
COMMENT ON COLUMN curated.distinct_event.day IS 'Partition of the article that told of it first.';
COMMENT ON COLUMN curated.distinct_event.article_id IS 'The article that told of it first.';
COMMENT ON COLUMN curated.distinct_event.event_id IS
'The event as that article tells it (curated.event): its roles and quantities hang there.';
COMMENT ON COLUMN curated.distinct_event.event_type IS 'PLOVER 0.8 type, or CRIME, ACCIDENT, HAZARD.';
COMMENT ON COLUMN curated.distinct_event.mode IS 'PLOVER mode in lower case; null where none fits.';
COMMENT ON COLUMN curated.distinct_event.realis IS 'asserted, negated, planned or hypothetical.';
COMMENT ON COLUMN curated.distinct_event.event_date IS
'The event''s own date, ISO 8601 at its precision; null when no text gives one.';
COMMENT ON COLUMN curated.distinct_event.date_precision IS 'year, month, day or range.';
COMMENT ON COLUMN curated.distinct_event.place_entity_id IS 'The place in the authority.';
COMMENT ON COLUMN curated.distinct_event.country_code IS 'ISO 3166-1 alpha-2 of the place.';
COMMENT ON COLUMN curated.distinct_event.admin1_code IS
'First-level division of the place, the authority''s id (codes.admin1).';
COMMENT ON COLUMN curated.distinct_event.latitude IS 'Degrees north of the place.';
COMMENT ON COLUMN curated.distinct_event.longitude IS 'Degrees east of the place.';
COMMENT ON COLUMN curated.distinct_event.confidence IS '0 to 1; of a story''s event the highest of its members.';
COMMENT ON COLUMN curated.distinct_event.quad_class IS 'PLOVER quad class of the type.';
COMMENT ON COLUMN curated.distinct_event.score IS 'Conflict-cooperation score of the type and mode, -10 to 10.';
COMMENT ON COLUMN curated.distinct_event.trigger_start IS
'First code point, in that article, of the words that name the event.';
COMMENT ON COLUMN curated.distinct_event.trigger_text IS 'Those words.';
COMMENT ON COLUMN curated.distinct_event.place_text IS
'The place as that article writes it; null where it gives none.';
COMMENT ON COLUMN curated.distinct_event.annotator_version IS 'What found it.';
COMMENT ON COLUMN curated.distinct_event.article_count IS 'Articles that tell of it.';
COMMENT ON COLUMN curated.distinct_event.source_count IS 'Outlets that tell of it.';
COMMENT ON COLUMN curated.distinct_event.independent_source_count IS 'Outlets that tell of it in words of their own.';
COMMENT ON COLUMN curated.distinct_event.event_day IS
'event_date as a date: a day, or the first of a range; null where it is coarser or missing.';

GRANT SELECT ON curated.distinct_event TO marsad_reader, marsad_loader;

-- migrate:down

DROP VIEW curated.distinct_event;
