SELECT
    a.article_id,
    a.title,
    a.body,
    m.names,
    m.entities
-- By day as well, so that only that month of each table is looked into.
FROM ops.fingerprint AS f
INNER JOIN curated.article AS a ON f.article_id = a.article_id AND f.day = a.day
LEFT JOIN LATERAL (
    SELECT
        array_agg(DISTINCT c.text) AS names,
        array_agg(DISTINCT c.entity_id) FILTER (WHERE c.entity_id IS NOT NULL) AS entities
    FROM curated.mention AS c
    WHERE c.article_id = a.article_id AND c.day = a.day
) AS m ON TRUE
WHERE f.article_id = any(%(article_ids)s)
