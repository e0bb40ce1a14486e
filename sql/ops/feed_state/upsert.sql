INSERT INTO ops.feed_state (
    feed_id, source_id, etag, last_modified, next_poll_at, interval_seconds, failure_count, last_outcome,
    last_message, last_polled_at, last_changed_at
)
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
FROM incoming_ops_feed_state
ORDER BY feed_id
ON CONFLICT (feed_id) DO UPDATE SET
    source_id = excluded.source_id,
    etag = excluded.etag,
    last_modified = excluded.last_modified,
    next_poll_at = excluded.next_poll_at,
    interval_seconds = excluded.interval_seconds,
    failure_count = excluded.failure_count,
    last_outcome = excluded.last_outcome,
    last_message = excluded.last_message,
    last_polled_at = excluded.last_polled_at,
    last_changed_at = excluded.last_changed_at
