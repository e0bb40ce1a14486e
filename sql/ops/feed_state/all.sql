SELECT
    feed_id,
    source_id,
    etag,
    last_modified,
    next_poll_at,
    interval_seconds,
    failure_count,
    last_outcome,
    last_message,
    last_polled_at,
    last_changed_at
FROM ops.feed_state
ORDER BY feed_id
