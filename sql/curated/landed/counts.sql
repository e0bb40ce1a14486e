SELECT
    (SELECT count(*) FROM raw.entry) AS entry_count,
    (SELECT count(*) FROM raw.page) AS page_count,
    (SELECT count(*) FROM stage.article) AS staged_count,
    (SELECT count(*) FROM curated.article) AS article_count,
    (SELECT count(*) FROM curated.article_version) AS version_count,
    (SELECT count(*) FROM curated.mention) AS mention_count,
    (SELECT count(*) FROM curated.event) AS event_count,
    (
        SELECT count(*) FROM ops.check_result
        WHERE is_success AND source_id IS NULL
    ) AS passed_check_count,
    (
        SELECT count(*) FROM ops.check_result
        WHERE source_id IS NULL AND NOT is_success AND severity = 'warn'
    ) AS warned_check_count,
    (
        SELECT count(*) FROM ops.check_result
        WHERE source_id IS NULL AND NOT is_success AND severity <> 'warn'
    ) AS failed_check_count,
    (
        SELECT count(*) FROM raw.entry
        WHERE status IN ('discovered', 'retrieved', 'extracted', 'annotated')
    ) AS pending_count
