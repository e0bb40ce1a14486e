UPDATE ops.feed_state
SET next_poll_at = %(next_poll_at)s
WHERE feed_id = %(feed_id)s
