INSERT INTO stage.event (
    article_id, event_id, event_type, mode, trigger_start, trigger_end, trigger_text, realis, event_date,
    date_precision, date_start, date_end, date_text, place_start, place_end, place_text, place_entity_id,
    country_code, admin1_code, latitude, longitude, attribution_start, attribution_end, attribution_text,
    attribution_entity_id, confidence, quad_class, score, annotator_version
)
SELECT
    t.article_id,
    t.event_id,
    t.event_type,
    t.mode,
    t.trigger_start,
    t.trigger_end,
    t.trigger_text,
    t.realis,
    t.event_date,
    t.date_precision,
    t.date_start,
    t.date_end,
    t.date_text,
    t.place_start,
    t.place_end,
    t.place_text,
    t.place_entity_id,
    t.country_code,
    t.admin1_code,
    t.latitude,
    t.longitude,
    t.attribution_start,
    t.attribution_end,
    t.attribution_text,
    t.attribution_entity_id,
    t.confidence,
    t.quad_class,
    t.score,
    t.annotator_version
FROM trial.event AS t
INNER JOIN adopting AS p ON t.article_id = p.article_id
WHERE t.annotator_version = %(annotator_version)s
ORDER BY t.article_id, t.event_id
