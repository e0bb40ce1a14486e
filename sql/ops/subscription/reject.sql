UPDATE ops.subscription
SET rejected_count = rejected_count + 1
WHERE callback_token = %(token)s
