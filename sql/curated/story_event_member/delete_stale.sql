-- Events that these articles no longer tell.
DELETE FROM curated.story_event_member AS c
WHERE
    c.article_id = any(%(article_ids)s)
    AND NOT EXISTS (
        SELECT FROM unnest(%(tellers)s::text[], %(events)s::text[]) AS kept (article_id, event_id)
        WHERE kept.article_id = c.article_id AND kept.event_id = c.event_id
    )
