-- Every entity the articles about to be published refer to, with its fullest name and type to fall back on.
SELECT
    m.entity_id,
    (array_agg(m.text ORDER BY char_length(m.text) DESC, m.text))[1] AS name,
    min(m.type) AS type
FROM stage.mention AS m
INNER JOIN publishing AS p ON m.article_id = p.article_id
WHERE m.entity_id IS NOT NULL
GROUP BY m.entity_id
ORDER BY m.entity_id
