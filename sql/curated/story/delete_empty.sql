DELETE FROM curated.story AS c
WHERE
    c.story_id = any(%(story_ids)s)
    AND NOT EXISTS (SELECT FROM curated.story_article AS a WHERE a.story_id = c.story_id)
