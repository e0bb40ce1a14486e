DELETE FROM ops.subscription
WHERE state = 'ended' AND (ended_at < %(before)s OR requested_at IS NULL)
