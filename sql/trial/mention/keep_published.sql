INSERT INTO trial.mention (
    article_id, start, "end", text, type, entity_id, wikidata_id, link_status, annotator_version
)
SELECT
    c.article_id,
    c.start,
    c."end",
    c.text,
    c.type,
    c.entity_id,
    e.wikidata_id,
    c.link_status,
    p.published_version AS annotator_version
FROM curated.mention AS c
INNER JOIN adopting AS p ON c.day = p.day AND c.article_id = p.article_id
LEFT JOIN curated.entity AS e ON c.entity_id = e.entity_id
ORDER BY c.article_id, c.start, c."end", c.type
