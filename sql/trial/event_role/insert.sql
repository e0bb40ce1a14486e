INSERT INTO trial.event_role (
    article_id, event_id, role, start, "end", text, entity_id, country_code, sector_code,
    annotator_version
)
SELECT
    article_id,
    event_id,
    role,
    start,
    "end",
    text,
    entity_id,
    country_code,
    sector_code,
    annotator_version
FROM incoming_trial_event_role
ORDER BY article_id, event_id, role, start, "end"
