INSERT INTO stage.event_role (
    article_id, event_id, role, start, "end", text, entity_id, country_code, sector_code,
    annotator_version
)
SELECT
    t.article_id,
    t.event_id,
    t.role,
    t.start,
    t."end",
    t.text,
    t.entity_id,
    t.country_code,
    t.sector_code,
    t.annotator_version
FROM trial.event_role AS t
INNER JOIN adopting AS p ON t.article_id = p.article_id
WHERE t.annotator_version = %(annotator_version)s
ORDER BY t.article_id, t.event_id, t.role, t.start, t."end"
