SELECT
    a.article_id,
    a.title,
    a.body,
    m.names,
    m.entities
FROM curated.article AS a
LEFT JOIN LATERAL (
    SELECT
        array_agg(DISTINCT c.text) AS names,
        array_agg(DISTINCT c.entity_id) FILTER (WHERE c.entity_id IS NOT NULL) AS entities
    FROM curated.mention AS c
    WHERE c.article_id = a.article_id
) AS m ON TRUE
WHERE a.article_id = any(%(article_ids)s)
