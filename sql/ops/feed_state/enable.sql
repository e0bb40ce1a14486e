UPDATE ops.feed_state
SET
    disabled_reason = NULL,
    next_poll_at = %(now)s,
    failure_count = 0,
    failure_score = 0,
    is_conditional = TRUE,
    etag = NULL,
    last_modified = NULL,
    body_hash = NULL,
    moved_to = NULL,
    moved_count = 0,
    adopted_url = NULL
WHERE feed_id = %(feed_id)s
