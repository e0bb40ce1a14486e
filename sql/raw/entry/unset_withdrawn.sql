UPDATE raw.entry
SET withdrawn_at = NULL
WHERE entry_id = any(%(entry_ids)s) AND withdrawn_at IS NOT NULL
