-- What the articles of a day are to earlier ones, and which of them a later one tells in full.
SELECT
    article_id,
    other_article_id,
    relation,
    similarity
FROM ops.article_pair
WHERE other_day = %(day)s OR (day = %(day)s AND relation = 'flash')
ORDER BY article_id, other_article_id
