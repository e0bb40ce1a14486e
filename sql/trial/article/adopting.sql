SELECT
    article_id,
    entry_id,
    revision
FROM adopting
ORDER BY article_id
