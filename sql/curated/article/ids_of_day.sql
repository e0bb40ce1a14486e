SELECT article_id
FROM curated.article
WHERE day = %(day)s
ORDER BY article_id
