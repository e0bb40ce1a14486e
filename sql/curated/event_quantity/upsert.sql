INSERT INTO curated.event_quantity AS c (
    day, article_id, event_id, kind, value, start, "end", text, annotator_version
)
SELECT
    p.day,
    s.article_id,
    s.event_id,
    s.kind,
    s.value,
    s.start,
    s."end",
    s.text,
    s.annotator_version
FROM stage.event_quantity AS s
INNER JOIN publishing AS p ON s.article_id = p.article_id
ORDER BY s.article_id, s.event_id, s.kind, s.start, s."end"
ON CONFLICT (article_id, event_id, kind, start, "end", day) DO UPDATE SET
    value = excluded.value,
    text = excluded.text,
    annotator_version = excluded.annotator_version
WHERE (
    c.value, c.text, c.annotator_version
) IS DISTINCT FROM (
    excluded.value, excluded.text, excluded.annotator_version
)
