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
WHERE state <> 'ended'
ORDER BY next_request_at, callback_token
