INSERT INTO curated.story_event AS c (
    story_event_id, story_id, event_type, mode, realis, event_date, date_precision, country_code, admin1_code,
    place_entity_id, latitude, longitude, confidence, article_count, source_count, independent_source_count
)
SELECT
    story_event_id,
    story_id,
    event_type,
    mode,
    realis,
    event_date,
    date_precision,
    country_code,
    admin1_code,
    place_entity_id,
    latitude,
    longitude,
    confidence,
    article_count,
    source_count,
    independent_source_count
FROM incoming_curated_story_event
ORDER BY story_event_id
ON CONFLICT (story_event_id) DO UPDATE SET
    story_id = excluded.story_id,
    event_type = excluded.event_type,
    mode = excluded.mode,
    realis = excluded.realis,
    event_date = excluded.event_date,
    date_precision = excluded.date_precision,
    country_code = excluded.country_code,
    admin1_code = excluded.admin1_code,
    place_entity_id = excluded.place_entity_id,
    latitude = excluded.latitude,
    longitude = excluded.longitude,
    confidence = excluded.confidence,
    article_count = excluded.article_count,
    source_count = excluded.source_count,
    independent_source_count = excluded.independent_source_count
WHERE (
    c.story_id, c.event_type, c.mode, c.realis, c.event_date, c.date_precision, c.country_code, c.admin1_code,
    c.place_entity_id, c.latitude, c.longitude, c.confidence, c.article_count, c.source_count,
    c.independent_source_count
) IS DISTINCT FROM (
    excluded.story_id, excluded.event_type, excluded.mode, excluded.realis, excluded.event_date,
    excluded.date_precision, excluded.country_code, excluded.admin1_code, excluded.place_entity_id,
    excluded.latitude, excluded.longitude, excluded.confidence, excluded.article_count, excluded.source_count,
    excluded.independent_source_count
)
