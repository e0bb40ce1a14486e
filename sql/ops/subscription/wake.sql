-- Feeds that were pinged after they were last asked. One that fails waits as its server wants it, pinged or not,
-- and one that was never asked is due anyway. The floor keeps a hub from driving us against the outlet.
UPDATE ops.feed_state AS f
SET next_poll_at = greatest(p.pinged_at, f.last_polled_at + %(floor)s)
FROM (
    SELECT
        feed_id,
        max(pinged_at) AS pinged_at
    FROM ops.subscription
    WHERE state <> 'ended'
    GROUP BY feed_id
) AS p
WHERE
    f.feed_id = p.feed_id
    AND f.disabled_reason IS NULL
    AND f.failure_count = 0
    AND p.pinged_at > f.last_polled_at
    AND f.next_poll_at > greatest(p.pinged_at, f.last_polled_at + %(floor)s)
