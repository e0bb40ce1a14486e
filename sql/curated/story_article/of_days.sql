SELECT
    article_id,
    story_id,
    relation,
    origin_article_id
FROM curated.story_article
WHERE day BETWEEN %(first_day)s AND %(last_day)s
ORDER BY article_id
