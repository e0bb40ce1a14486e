SELECT f.feed_id
FROM unnest(%(feed_ids)s::text[]) AS f (feed_id)
WHERE EXISTS (SELECT FROM ops.feed_poll AS p WHERE p.feed_id = f.feed_id AND p.polled_at < %(moment)s)
