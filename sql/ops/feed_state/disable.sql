INSERT INTO ops.feed_state AS f (
    feed_id, source_id, next_poll_at, interval_seconds, failure_count, disabled_reason
)
VALUES (%(feed_id)s, %(source_id)s, %(now)s, 0, 0, %(reason)s)
ON CONFLICT (feed_id) DO UPDATE SET disabled_reason = excluded.disabled_reason
