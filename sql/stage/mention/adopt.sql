INSERT INTO stage.mention (
    article_id, start, "end", text, type, entity_id, wikidata_id, link_status, annotator_version
)
SELECT
    t.article_id,
    t.start,
    t."end",
    t.text,
    t.type,
    t.entity_id,
    t.wikidata_id,
    t.link_status,
    t.annotator_version
FROM trial.mention AS t
INNER JOIN adopting AS p ON t.article_id = p.article_id
WHERE t.annotator_version = %(annotator_version)s
ORDER BY t.article_id, t.start, t."end", t.type
