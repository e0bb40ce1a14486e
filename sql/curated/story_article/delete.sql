DELETE FROM curated.story_article
WHERE article_id = any(%(article_ids)s)
