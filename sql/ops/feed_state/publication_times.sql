-- Enough to know the habits of a busy feed and of a weekly. Also what another feed of the source showed first; and
-- nothing can have been published after it was seen, whatever its date says.
SELECT least(coalesce(published_at, first_seen_at), first_seen_at) AS at
FROM raw.entry
WHERE feed_id = %(feed_id)s OR entry_id = any(%(shown)s)
ORDER BY first_seen_at DESC
LIMIT 500
