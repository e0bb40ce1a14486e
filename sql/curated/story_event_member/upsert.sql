INSERT INTO curated.story_event_member AS c (story_event_id, article_id, event_id)
SELECT
    story_event_id,
    article_id,
    event_id
FROM incoming_curated_story_event_member
ORDER BY article_id, event_id
ON CONFLICT (article_id, event_id) DO UPDATE SET
    story_event_id = excluded.story_event_id
WHERE c.story_event_id IS DISTINCT FROM excluded.story_event_id
