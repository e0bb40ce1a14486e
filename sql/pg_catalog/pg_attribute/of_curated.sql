SELECT
    a.attname AS name,
    a.attnotnull AS is_required,
    format_type(a.atttypid, NULL) AS type,
    coalesce(col_description(a.attrelid, a.attnum), '') AS text,
    obj_description(c.oid, 'pg_class') AS table_text
FROM pg_attribute AS a
INNER JOIN pg_class AS c ON a.attrelid = c.oid
WHERE c.oid = to_regclass('curated.' || %(table)s) AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attnum;
