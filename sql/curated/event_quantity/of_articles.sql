SELECT
    article_id,
    event_id,
    kind,
    value,
    start,
    "end",
    text,
    annotator_version
FROM curated.event_quantity
WHERE day = %(day)s AND article_id = any(%(article_ids)s)
ORDER BY article_id, event_id, kind, start, "end"
