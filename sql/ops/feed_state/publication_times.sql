-- Enough to know the habits of a busy feed and of a weekly.
SELECT coalesce(published_at, first_seen_at) AS at
FROM raw.entry
WHERE feed_id = %(feed_id)s
ORDER BY first_seen_at DESC
LIMIT 500
