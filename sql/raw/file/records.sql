SELECT
    'page' AS kind,
    entry_id AS record_id,
    warc_file,
    warc_offset,
    warc_length,
    body_hash
FROM raw.page
WHERE warc_file = any(%(files)s)
UNION ALL
SELECT
    'feed' AS kind,
    feed_id AS record_id,
    warc_file,
    warc_offset,
    warc_length,
    body_hash
FROM ops.feed_poll
WHERE warc_file = any(%(files)s)
ORDER BY warc_file, warc_offset
