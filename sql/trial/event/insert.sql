INSERT INTO trial.event (
    article_id, event_id, event_type, mode, trigger_start, trigger_end, trigger_text, realis, event_date,
    date_precision, date_start, date_end, date_text, place_start, place_end, place_text, place_entity_id,
    country_code, admin1_code, latitude, longitude, attribution_start, attribution_end, attribution_text,
    attribution_entity_id, confidence, quad_class, score, annotator_version
)
SELECT
    article_id,
    event_id,
    event_type,
    mode,
    trigger_start,
    trigger_end,
    trigger_text,
    realis,
    event_date,
    date_precision,
    date_start,
    date_end,
    date_text,
    place_start,
    place_end,
    place_text,
    place_entity_id,
    country_code,
    admin1_code,
    latitude,
    longitude,
    attribution_start,
    attribution_end,
    attribution_text,
    attribution_entity_id,
    confidence,
    quad_class,
    score,
    annotator_version
FROM incoming_trial_event
ORDER BY article_id, event_id
