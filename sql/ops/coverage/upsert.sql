-- A way that fails today takes back nothing of what was told before.
INSERT INTO ops.coverage AS c (
    day, source_id, expected_count, unavailable_reason, asked_ways, completed_at, checked_at
)
SELECT
    day,
    source_id,
    expected_count,
    unavailable_reason,
    asked_ways,
    completed_at,
    checked_at
FROM incoming_ops_coverage
ORDER BY source_id, day
ON CONFLICT (source_id, day) DO UPDATE SET
    expected_count = coalesce(excluded.expected_count, c.expected_count),
    unavailable_reason = excluded.unavailable_reason,
    asked_ways = excluded.asked_ways,
    completed_at = coalesce(excluded.completed_at, c.completed_at),
    checked_at = excluded.checked_at
