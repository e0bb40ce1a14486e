INSERT INTO trial.event (
    article_id, event_id, event_type, mode, trigger_start, trigger_end, trigger_text, realis, event_date,
    date_precision, date_start, date_end, date_text, place_start, place_end, place_text, place_entity_id,
    country_code, admin1_code, latitude, longitude, attribution_start, attribution_end, attribution_text,
    attribution_entity_id, confidence, quad_class, score, annotator_version
)
SELECT
    c.article_id,
    c.event_id,
    c.event_type,
    c.mode,
    c.trigger_start,
    c.trigger_end,
    c.trigger_text,
    c.realis,
    c.event_date,
    c.date_precision,
    c.date_start,
    c.date_end,
    c.date_text,
    c.place_start,
    c.place_end,
    c.place_text,
    c.place_entity_id,
    c.country_code,
    c.admin1_code,
    c.latitude,
    c.longitude,
    c.attribution_start,
    c.attribution_end,
    c.attribution_text,
    c.attribution_entity_id,
    c.confidence,
    c.quad_class,
    c.score,
    p.published_version AS annotator_version
FROM curated.event AS c
INNER JOIN adopting AS p ON c.day = p.day AND c.article_id = p.article_id
ORDER BY c.article_id, c.event_id
