SELECT
    p.article_id,
    p.entry_id,
    p.revision,
    a.source_id
FROM adopting AS p
INNER JOIN curated.article AS a ON p.day = a.day AND p.article_id = a.article_id
ORDER BY p.article_id
