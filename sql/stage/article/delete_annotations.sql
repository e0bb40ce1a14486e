-- Roles and quantities go with their events.
WITH gone AS (
    DELETE FROM stage.mention
    WHERE article_id = any(%(article_ids)s)
)

DELETE FROM stage.event
WHERE article_id = any(%(article_ids)s)
