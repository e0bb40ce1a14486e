-- A live subscription that a feed declares again is the same one; token and secret are those it was made with.
INSERT INTO ops.subscription AS s (callback_token, secret, feed_id, hub_url, topic_url, state, next_request_at)
SELECT
    d.callback_token,
    d.secret,
    d.feed_id,
    d.hub_url,
    d.topic_url,
    'declared' AS state,
    CASE
        WHEN
            EXISTS (SELECT FROM ops.subscription AS o WHERE o.feed_id = d.feed_id AND o.state <> 'ended')
            THEN %(settled_at)s
        ELSE %(now)s
    END AS next_request_at
FROM incoming_ops_subscription AS d
WHERE d.hub_url IS NOT NULL
ORDER BY d.feed_id
ON CONFLICT (feed_id, hub_url, topic_url)
WHERE state <> 'ended' DO UPDATE SET
    undeclared_at = NULL
WHERE s.undeclared_at IS NOT NULL
