SELECT
    article_id,
    entry_id,
    revision,
    source_id
FROM adopting
ORDER BY article_id
