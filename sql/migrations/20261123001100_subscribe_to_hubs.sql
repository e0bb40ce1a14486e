-- migrate:up

CREATE TABLE ops.subscription (
    callback_token text PRIMARY KEY,
    secret text NOT NULL,
    feed_id text NOT NULL,
    hub_url text NOT NULL,
    topic_url text NOT NULL,
    state text NOT NULL CHECK (state IN ('declared', 'requested', 'verified', 'denied', 'failed', 'ended')),
    next_request_at timestamptz NOT NULL,
    public_url text,
    requested_at timestamptz,
    attempt_count integer NOT NULL DEFAULT 0,
    verified_at timestamptz,
    lease_expires_at timestamptz,
    undeclared_at timestamptz,
    ended_at timestamptz,
    message text,
    pinged_at timestamptz,
    ping_count integer NOT NULL DEFAULT 0,
    rejected_count integer NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX subscription_live_idx ON ops.subscription (feed_id, hub_url, topic_url) WHERE state <> 'ended';
COMMENT ON TABLE ops.subscription IS
'Hubs that tell us when a feed changed (WebSub). Holds secrets: readers of the warehouse do not see it.';
COMMENT ON COLUMN ops.subscription.callback_token IS
'Unguessable last part of the address at which the hub reaches us: whoever knows it may answer for the hub.';
COMMENT ON COLUMN ops.subscription.secret IS 'What the hub signs its pings with.';
COMMENT ON COLUMN ops.subscription.feed_id IS 'The feed.';
COMMENT ON COLUMN ops.subscription.hub_url IS 'The hub, as the feed declares it.';
COMMENT ON COLUMN ops.subscription.topic_url IS 'What the hub calls the feed: the address it declares as its own.';
COMMENT ON COLUMN ops.subscription.state IS 'From a closed vocabulary (docs/reference/statuses.md).';
COMMENT ON COLUMN ops.subscription.next_request_at IS
'When the hub is asked: the first time, again after a failure, or to renew before the lease ends.';
COMMENT ON COLUMN ops.subscription.public_url IS
'MARSAD_PUBLIC_URL as the hub was told; null when it was never asked.';
COMMENT ON COLUMN ops.subscription.requested_at IS 'When the hub was last asked.';
COMMENT ON COLUMN ops.subscription.attempt_count IS 'Requests since it last verified, one under way included.';
COMMENT ON COLUMN ops.subscription.verified_at IS 'When it last verified.';
COMMENT ON COLUMN ops.subscription.lease_expires_at IS 'Until when it pings, as it said then.';
COMMENT ON COLUMN ops.subscription.undeclared_at IS
'When the feed was first read without this hub and topic; null while it declares them.';
COMMENT ON COLUMN ops.subscription.ended_at IS 'When it was no longer wanted.';
COMMENT ON COLUMN ops.subscription.message IS 'What was last learnt of the hub, in words; null when all is well.';
COMMENT ON COLUMN ops.subscription.pinged_at IS 'When a ping with a good signature last came.';
COMMENT ON COLUMN ops.subscription.ping_count IS 'Pings with a good signature.';
COMMENT ON COLUMN ops.subscription.rejected_count IS
'Pings whose signature was missing or wrong: counted here, ignored otherwise.';

GRANT SELECT, INSERT, UPDATE, DELETE ON ops.subscription TO marsad_loader;

-- migrate:down

DROP TABLE ops.subscription;
