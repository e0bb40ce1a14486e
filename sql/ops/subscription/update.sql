UPDATE ops.subscription
SET
    state = %(state)s,
    next_request_at = %(next_request_at)s,
    public_url = %(public_url)s,
    requested_at = %(requested_at)s,
    attempt_count = %(attempt_count)s,
    verified_at = %(verified_at)s,
    lease_expires_at = %(lease_expires_at)s,
    ended_at = %(ended_at)s,
    message = %(message)s
WHERE callback_token = %(callback_token)s
