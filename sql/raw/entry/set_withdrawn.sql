UPDATE raw.entry
SET withdrawn_at = %(now)s
WHERE entry_id = any(%(entry_ids)s) AND withdrawn_at IS NULL
