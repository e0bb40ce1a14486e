DELETE FROM curated.story_event AS c
WHERE
    c.story_id = any(%(story_ids)s)
    AND NOT EXISTS (SELECT FROM curated.story_event_member AS m WHERE m.story_event_id = c.story_event_id)
