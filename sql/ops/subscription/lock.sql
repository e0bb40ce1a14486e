-- Ordered, so that two workers that want the same rows wait for each other instead of deadlocking.
SELECT
    callback_token,
    secret,
    feed_id,
    hub_url,
    topic_url,
    state,
    next_request_at,
    public_url,
    requested_at,
    attempt_count,
    verified_at,
    lease_expires_at,
    undeclared_at,
    ended_at,
    message
FROM ops.subscription
WHERE callback_token = any(%(tokens)s)
ORDER BY callback_token
FOR UPDATE
