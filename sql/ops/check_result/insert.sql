INSERT INTO ops.check_result (
    check_id, day, expectation_name, table_name, severity, is_success, unexpected_count, detail, checked_at
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
    checked_at
FROM incoming_ops_check_result
ORDER BY expectation_name
