SELECT
    day,
    source_id,
    entry_count,
    pending_count,
    published_count,
    duplicate_count,
    gone_count,
    blocked_count,
    empty_count,
    not_arabic_count,
    quarantined_count,
    dropped_count,
    article_count,
    difference
FROM ops.funnel
ORDER BY day, source_id
