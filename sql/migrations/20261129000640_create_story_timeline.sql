-- migrate:up

CREATE VIEW curated.story_timeline AS
SELECT
    s.story_id,
    s.day,
    'article' AS kind,
    a.article_id,
    a.source_id,
    s.relation,
    a.title AS text,
    NULL AS distinct_event_id,
    NULL AS event_type,
    NULL AS mode,
    NULL AS realis,
    NULL::date AS event_day,
    NULL AS country_code,
    NULL::integer AS source_count,
    coalesce(a.published_at, a.created_at) AS told_at
FROM curated.story_article AS s
INNER JOIN curated.article AS a ON s.article_id = a.article_id AND s.day = a.day
UNION ALL
SELECT
    d.story_id,
    d.day,
    'event' AS kind,
    a.article_id,
    a.source_id,
    NULL AS relation,
    d.trigger_text AS text,
    d.distinct_event_id,
    d.event_type,
    d.mode,
    d.realis,
    d.event_day,
    d.country_code,
    d.source_count,
    coalesce(a.published_at, a.created_at) AS told_at
FROM curated.distinct_event AS d
INNER JOIN curated.article AS a ON d.article_id = a.article_id AND d.day = a.day
WHERE d.story_id IS NOT NULL;

COMMENT ON VIEW curated.story_timeline IS
'What a story brought and when: a row for each of its articles, and one for each of its events with the article that
told of it first. ORDER BY told_at, kind, text makes it a timeline.';
COMMENT ON COLUMN curated.story_timeline.story_id IS 'The story.';
COMMENT ON COLUMN curated.story_timeline.day IS 'Partition of the article.';
COMMENT ON COLUMN curated.story_timeline.kind IS 'article or event.';
COMMENT ON COLUMN curated.story_timeline.article_id IS 'The article, of an event the one that told of it first.';
COMMENT ON COLUMN curated.story_timeline.source_id IS 'Its outlet.';
COMMENT ON COLUMN curated.story_timeline.relation IS 'Of an article: own, copy or flash (curated.story_article).';
COMMENT ON COLUMN curated.story_timeline.text IS 'The headline, or the words that name the event.';
COMMENT ON COLUMN curated.story_timeline.distinct_event_id IS 'The event; null for an article.';
COMMENT ON COLUMN curated.story_timeline.event_type IS 'Of an event: PLOVER 0.8 type, CRIME, ACCIDENT or HAZARD.';
COMMENT ON COLUMN curated.story_timeline.mode IS 'PLOVER mode; null where none fits, and for an article.';
COMMENT ON COLUMN curated.story_timeline.realis IS 'asserted, negated, planned or hypothetical; null for an article.';
COMMENT ON COLUMN curated.story_timeline.event_day IS 'When it happened, where told to the day; null for an article.';
COMMENT ON COLUMN curated.story_timeline.country_code IS 'Where it happened, ISO 3166-1 alpha-2; null for an article.';
COMMENT ON COLUMN curated.story_timeline.source_count IS 'Outlets that tell of the event; null for an article.';
COMMENT ON COLUMN curated.story_timeline.told_at IS
'When the article was published; where it says nothing, when it came here.';

GRANT SELECT ON curated.story_timeline TO marsad_reader, marsad_loader;

-- migrate:down

DROP VIEW curated.story_timeline;
