INSERT INTO ops.check_result (
    check_id, day, expectation_name, table_name, severity, is_success, unexpected_count, detail, checked_at,
    source_id, expected, observed
)
SELECT
    check_id,
    day,
    expectation_name,
    table_name,
    severity,
    is_success,
    unexpected_count,
    detail,
    checked_at,
    source_id,
    expected,
    observed
FROM incoming_ops_check_result
ORDER BY expectation_name, source_id
