-- migrate:up

-- A story's event counts once; how often it was told stands beside it.
CREATE OR REPLACE VIEW curated.daily_event AS
WITH told AS (
    SELECT
        e.day,
        e.event_type,
        e.mode,
        e.realis,
        e.country_code,
        e.admin1_code,
        a.source_id,
        e.confidence,
        0 AS event_count,
        1 AS telling_count
    FROM curated.event AS e
    INNER JOIN curated.article AS a ON e.article_id = a.article_id AND e.day = a.day
    UNION ALL
    SELECT
        d.day,
        d.event_type,
        d.mode,
        d.realis,
        d.country_code,
        d.admin1_code,
        NULL AS source_id,
        NULL AS confidence,
        1 AS event_count,
        0 AS telling_count
    FROM curated.distinct_event AS d
)

SELECT
    day,
    event_type,
    mode,
    realis,
    country_code,
    admin1_code,
    sum(event_count) AS event_count,
    count(DISTINCT source_id) AS source_count,
    avg(confidence)::real AS confidence,
    sum(telling_count) AS telling_count
FROM told
GROUP BY day, event_type, mode, realis, country_code, admin1_code;

COMMENT ON VIEW curated.daily_event IS
'One row per day of publication, type, mode, realis and place. An event of a story counts once, on the day it was first
told, with the type and place its story settled on; its tellings count under the day, type and place of each article.';
COMMENT ON COLUMN curated.daily_event.event_count IS
'Events told for the first time, each once; 0 where all were told before or settled elsewhere.';
COMMENT ON COLUMN curated.daily_event.source_count IS 'Outlets that told of such events.';
COMMENT ON COLUMN curated.daily_event.confidence IS 'Mean confidence of the tellings, 0 to 1; null without any.';
COMMENT ON COLUMN curated.daily_event.telling_count IS 'Times articles tell of such events.';

-- migrate:down

DROP VIEW curated.daily_event;
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
INNER JOIN curated.article AS a ON e.article_id = a.article_id AND e.day = a.day
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
GRANT SELECT ON curated.daily_event TO marsad_reader, marsad_loader;
