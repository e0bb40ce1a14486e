-- Without validators: a retry is asked for when something is wrong, and a 304 would hide it.
UPDATE ops.feed_state
SET
    next_poll_at = %(now)s,
    failure_count = 0,
    failure_score = 0,
    etag = NULL,
    last_modified = NULL,
    body_hash = NULL
WHERE feed_id = %(feed_id)s AND disabled_reason IS NULL
