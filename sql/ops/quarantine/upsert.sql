INSERT INTO ops.quarantine (entry_id, revision, stage, reason, detail, quarantined_at)
SELECT
    entry_id,
    revision,
    stage,
    reason,
    detail,
    quarantined_at
FROM incoming_ops_quarantine
ORDER BY entry_id
ON CONFLICT (entry_id) DO UPDATE SET
    revision = excluded.revision,
    stage = excluded.stage,
    reason = excluded.reason,
    detail = excluded.detail,
    quarantined_at = excluded.quarantined_at,
    replayed_at = NULL
