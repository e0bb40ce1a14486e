-- migrate:up

ALTER TABLE ops.feed_state
ALTER COLUMN last_outcome DROP NOT NULL,
ALTER COLUMN last_polled_at DROP NOT NULL,
ADD COLUMN url text,
ADD COLUMN failure_score double precision NOT NULL DEFAULT 0,
ADD COLUMN body_hash text,
ADD COLUMN body_at timestamptz,
ADD COLUMN shown_entry_ids text[] NOT NULL DEFAULT '{}',
ADD COLUMN not_modified_count integer NOT NULL DEFAULT 0,
ADD COLUMN empty_count integer NOT NULL DEFAULT 0,
ADD COLUMN is_conditional boolean NOT NULL DEFAULT TRUE,
ADD COLUMN moved_to text,
ADD COLUMN moved_count integer NOT NULL DEFAULT 0,
ADD COLUMN adopted_url text,
ADD COLUMN disabled_reason text;

COMMENT ON COLUMN ops.feed_state.last_outcome IS 'Outcome of the last poll; null when it was never polled.';
COMMENT ON COLUMN ops.feed_state.last_polled_at IS 'When it was last asked; null when never.';
COMMENT ON COLUMN ops.feed_state.url IS 'The catalogue''s URL that all this was learnt of: another one starts anew.';
COMMENT ON COLUMN ops.feed_state.failure_score IS
'Failures in a row by weight: .25 for one that passes by itself, .5 for a soft one, 1 for a hard one.';
COMMENT ON COLUMN ops.feed_state.body_hash IS 'sha256 of the last body that was read as a feed.';
COMMENT ON COLUMN ops.feed_state.body_at IS 'When a body last came, also one that was known already.';
COMMENT ON COLUMN ops.feed_state.shown_entry_ids IS 'The entries of that body, in its order.';
COMMENT ON COLUMN ops.feed_state.not_modified_count IS 'Answers of 304 in a row.';
COMMENT ON COLUMN ops.feed_state.empty_count IS 'Bodies without an entry in a row.';
COMMENT ON COLUMN ops.feed_state.is_conditional IS
'Whether it is asked with validators; false once it said 304 although it had changed.';
COMMENT ON COLUMN ops.feed_state.moved_to IS 'Where permanent redirects led in the last poll; null without one.';
COMMENT ON COLUMN ops.feed_state.moved_count IS 'Polls in a row that were led there.';
COMMENT ON COLUMN ops.feed_state.adopted_url IS 'Polled instead of url since enough polls were led there.';
COMMENT ON COLUMN ops.feed_state.disabled_reason IS 'Why it is not polled any more; null: it is polled.';

ALTER TABLE ops.feed_poll ADD COLUMN gone_count integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN ops.feed_poll.gone_count IS 'Entries that vanished while older ones behind them stayed.';

ALTER TABLE raw.entry ADD COLUMN withdrawn_at timestamptz;
COMMENT ON COLUMN raw.entry.withdrawn_at IS
'When its feed stopped showing it while older ones behind it stayed: mostly, the outlet took it back. Else null.';
-- How a feed fares against its own history.
CREATE INDEX entry_feed_idx ON raw.entry (feed_id, first_seen_at);

-- migrate:down

DROP INDEX raw.entry_feed_idx;
ALTER TABLE raw.entry DROP COLUMN withdrawn_at;
ALTER TABLE ops.feed_poll DROP COLUMN gone_count;
DELETE FROM ops.feed_state
WHERE last_outcome IS NULL OR last_polled_at IS NULL;
ALTER TABLE ops.feed_state
DROP COLUMN url,
DROP COLUMN failure_score,
DROP COLUMN body_hash,
DROP COLUMN body_at,
DROP COLUMN shown_entry_ids,
DROP COLUMN not_modified_count,
DROP COLUMN empty_count,
DROP COLUMN is_conditional,
DROP COLUMN moved_to,
DROP COLUMN moved_count,
DROP COLUMN adopted_url,
DROP COLUMN disabled_reason,
ALTER COLUMN last_outcome SET NOT NULL,
ALTER COLUMN last_polled_at SET NOT NULL;
