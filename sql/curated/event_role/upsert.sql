INSERT INTO curated.event_role AS c (
    day, article_id, event_id, role, start, "end", text, entity_id, country_code, sector_code,
    annotator_version
)
SELECT
    p.day,
    s.article_id,
    s.event_id,
    s.role,
    s.start,
    s."end",
    s.text,
    s.entity_id,
    s.country_code,
    s.sector_code,
    s.annotator_version
FROM stage.event_role AS s
INNER JOIN publishing AS p ON s.article_id = p.article_id
ORDER BY s.article_id, s.event_id, s.role, s.start, s."end"
ON CONFLICT (article_id, event_id, role, start, "end", day) DO UPDATE SET
    text = excluded.text,
    entity_id = excluded.entity_id,
    country_code = excluded.country_code,
    sector_code = excluded.sector_code,
    annotator_version = excluded.annotator_version
WHERE (
    c.text, c.entity_id, c.country_code, c.sector_code, c.annotator_version
) IS DISTINCT FROM (
    excluded.text, excluded.entity_id, excluded.country_code, excluded.sector_code,
    excluded.annotator_version
)
