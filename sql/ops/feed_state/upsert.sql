-- Disabled by hand while it was being polled, a feed stays so; another address in the catalogue enables it.
INSERT INTO ops.feed_state AS f (
    feed_id, source_id, url, next_poll_at, interval_seconds, etag, last_modified, is_conditional, body_hash, body_at,
    shown_entry_ids, not_modified_count, empty_count, failure_count, failure_score, last_outcome, last_message,
    last_polled_at, last_changed_at, moved_to, moved_count, adopted_url, disabled_reason
)
SELECT
    feed_id,
    source_id,
    url,
    next_poll_at,
    interval_seconds,
    etag,
    last_modified,
    is_conditional,
    body_hash,
    body_at,
    shown_entry_ids,
    not_modified_count,
    empty_count,
    failure_count,
    failure_score,
    last_outcome,
    last_message,
    last_polled_at,
    last_changed_at,
    moved_to,
    moved_count,
    adopted_url,
    disabled_reason
FROM incoming_ops_feed_state
ORDER BY feed_id
ON CONFLICT (feed_id) DO UPDATE SET
    source_id = excluded.source_id,
    url = excluded.url,
    next_poll_at = excluded.next_poll_at,
    interval_seconds = excluded.interval_seconds,
    etag = excluded.etag,
    last_modified = excluded.last_modified,
    is_conditional = excluded.is_conditional,
    body_hash = excluded.body_hash,
    body_at = excluded.body_at,
    shown_entry_ids = excluded.shown_entry_ids,
    not_modified_count = excluded.not_modified_count,
    empty_count = excluded.empty_count,
    failure_count = excluded.failure_count,
    failure_score = excluded.failure_score,
    last_outcome = excluded.last_outcome,
    last_message = excluded.last_message,
    last_polled_at = excluded.last_polled_at,
    last_changed_at = excluded.last_changed_at,
    moved_to = excluded.moved_to,
    moved_count = excluded.moved_count,
    adopted_url = excluded.adopted_url,
    disabled_reason = CASE
        WHEN f.url <> excluded.url THEN excluded.disabled_reason
        ELSE coalesce(f.disabled_reason, excluded.disabled_reason)
    END
