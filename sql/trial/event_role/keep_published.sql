INSERT INTO trial.event_role (
    article_id, event_id, role, start, "end", text, entity_id, country_code, sector_code,
    annotator_version
)
SELECT
    c.article_id,
    c.event_id,
    c.role,
    c.start,
    c."end",
    c.text,
    c.entity_id,
    c.country_code,
    c.sector_code,
    p.published_version AS annotator_version
FROM curated.event_role AS c
INNER JOIN adopting AS p ON c.day = p.day AND c.article_id = p.article_id
ORDER BY c.article_id, c.event_id, c.role, c.start, c."end"
