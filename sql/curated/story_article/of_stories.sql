SELECT
    article_id,
    story_id,
    relation,
    origin_article_id
FROM curated.story_article
WHERE story_id = any(%(story_ids)s)
ORDER BY article_id
