-- Locks of the session: gone with the connection, so a worker that dies leaves none behind.
SELECT
    feed_id,
    pg_try_advisory_lock(hashtext('marsad poll'), hashtext(feed_id)) AS is_mine
FROM unnest(%(feed_ids)s::text[]) AS f (feed_id)
