INSERT INTO curated.entity_alias (entity_id, alias)
SELECT DISTINCT
    m.entity_id,
    m.text
FROM stage.mention AS m
INNER JOIN publishing AS p ON m.article_id = p.article_id
WHERE m.entity_id IS NOT NULL
ORDER BY m.entity_id, m.text
ON CONFLICT (entity_id, alias) DO NOTHING
