INSERT INTO curated.mention AS c (
    day, article_id, start, "end", text, type, entity_id, link_status, annotator_version
)
SELECT
    p.day,
    s.article_id,
    s.start,
    s."end",
    s.text,
    s.type,
    s.entity_id,
    s.link_status,
    s.annotator_version
FROM stage.mention AS s
INNER JOIN publishing AS p ON s.article_id = p.article_id
ORDER BY s.article_id, s.start, s."end", s.type
ON CONFLICT (article_id, start, "end", type, day) DO UPDATE SET
    text = excluded.text,
    entity_id = excluded.entity_id,
    link_status = excluded.link_status,
    annotator_version = excluded.annotator_version
WHERE (
    c.text, c.entity_id, c.link_status, c.annotator_version
) IS DISTINCT FROM (
    excluded.text, excluded.entity_id, excluded.link_status, excluded.annotator_version
)
