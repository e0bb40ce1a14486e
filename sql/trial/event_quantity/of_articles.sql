SELECT
    article_id,
    event_id,
    kind,
    value,
    start,
    "end",
    text,
    annotator_version
FROM trial.event_quantity
WHERE annotator_version = %(annotator_version)s AND article_id = any(%(article_ids)s)
ORDER BY article_id, event_id, kind, start, "end"
