INSERT INTO ops.feed_poll (
    feed_id, polled_at, outcome, http_status, entry_count, new_count, changed_count, gone_count, dropped_count,
    byte_count, duration_ms, message, body_hash, warc_file, warc_offset, warc_length
)
SELECT
    feed_id,
    polled_at,
    outcome,
    http_status,
    entry_count,
    new_count,
    changed_count,
    gone_count,
    dropped_count,
    byte_count,
    duration_ms,
    message,
    body_hash,
    warc_file,
    warc_offset,
    warc_length
FROM incoming_ops_feed_poll
ORDER BY feed_id
ON CONFLICT (feed_id, polled_at) DO NOTHING
