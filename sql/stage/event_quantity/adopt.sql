INSERT INTO stage.event_quantity (
    article_id, event_id, kind, value, start, "end", text, annotator_version
)
SELECT
    t.article_id,
    t.event_id,
    t.kind,
    t.value,
    t.start,
    t."end",
    t.text,
    t.annotator_version
FROM trial.event_quantity AS t
INNER JOIN adopting AS p ON t.article_id = p.article_id
WHERE t.annotator_version = %(annotator_version)s
ORDER BY t.article_id, t.event_id, t.kind, t.start, t."end"
