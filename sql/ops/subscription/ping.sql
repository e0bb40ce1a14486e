UPDATE ops.subscription
SET pinged_at = %(now)s, ping_count = ping_count + 1
WHERE callback_token = %(token)s AND state <> 'ended'
