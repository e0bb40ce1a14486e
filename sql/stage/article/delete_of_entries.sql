DELETE FROM stage.article
WHERE entry_id = any(%(entry_ids)s)
