SELECT pg_advisory_unlock(hashtext('marsad poll'), hashtext(feed_id))
FROM unnest(%(feed_ids)s::text[]) AS f (feed_id)
