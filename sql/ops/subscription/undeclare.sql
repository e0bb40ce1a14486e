UPDATE ops.subscription AS s
SET undeclared_at = %(now)s
FROM incoming_ops_subscription AS d
WHERE
    s.feed_id = d.feed_id
    AND s.state <> 'ended'
    AND s.undeclared_at IS NULL
    AND (s.hub_url, s.topic_url) IS DISTINCT FROM (d.hub_url, d.topic_url)
