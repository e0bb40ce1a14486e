INSERT INTO stage.event_quantity (
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
FROM incoming_stage_event_quantity
ORDER BY article_id, event_id, kind, start, "end"
