INSERT INTO ops.annotation_difference (
    day, from_version, to_version, record, change, type, field_name, record_count, compared_at
)
SELECT
    day,
    from_version,
    to_version,
    record,
    change,
    type,
    field_name,
    record_count,
    compared_at
FROM incoming_ops_annotation_difference
ORDER BY day, from_version, to_version, record, change, type, field_name
