INSERT INTO trial.event_quantity (
    article_id, event_id, kind, value, start, "end", text, annotator_version
)
SELECT
    article_id,
    event_id,
    kind,
    value,
    start,
    "end",
    text,
    annotator_version
FROM incoming_trial_event_quantity
ORDER BY article_id, event_id, kind, start, "end"
