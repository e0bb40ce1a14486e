-- Every entity the articles about to be published refer to, with its fullest name and type to fall back on. An event
-- may have its place from no mention: from «الأجواء العراقية», or from the name of the court that sentenced.
WITH referred AS (
    SELECT
        m.entity_id,
        m.text,
        m.type
    FROM stage.mention AS m
    INNER JOIN publishing AS p ON m.article_id = p.article_id
    UNION ALL
    SELECT
        e.place_entity_id,
        e.place_text,
        'LOC' AS type
    FROM stage.event AS e
    INNER JOIN publishing AS p ON e.article_id = p.article_id
)

SELECT
    entity_id,
    (array_agg(text ORDER BY char_length(text) DESC, text))[1] AS name,
    min(type) AS type
FROM referred
WHERE entity_id IS NOT NULL
GROUP BY entity_id
ORDER BY entity_id
