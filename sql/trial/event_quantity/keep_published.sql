INSERT INTO trial.event_quantity (
    article_id, event_id, kind, value, start, "end", text, annotator_version
)
SELECT
    c.article_id,
    c.event_id,
    c.kind,
    c.value,
    c.start,
    c."end",
    c.text,
    p.published_version AS annotator_version
FROM curated.event_quantity AS c
INNER JOIN adopting AS p ON c.day = p.day AND c.article_id = p.article_id
ORDER BY c.article_id, c.event_id, c.kind, c.start, c."end"
