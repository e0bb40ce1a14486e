UPDATE ops.quarantine
SET replayed_at = %(now)s
WHERE entry_id = any(%(entry_ids)s) AND replayed_at IS NULL
