SELECT
    article_id,
    source_id,
    day,
    title,
    body,
    published_at,
    content_hash
FROM curated.article
WHERE day = %(day)s AND article_id = any(%(article_ids)s)
ORDER BY article_id
