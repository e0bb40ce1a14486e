-- All that is kept of one parked entry: what the feed said, what the page was, what was made of it.
SELECT
    e.revision,
    e.title AS entry_title,
    e.summary,
    e.published_at AS entry_published_at,
    e.first_seen_at,
    e.status_at,
    p.final_url,
    p.http_status,
    p.content_type,
    p.byte_count,
    p.fetched_at,
    p.warc_file,
    p.warc_offset,
    s.article_id,
    s.title,
    s.body,
    s.body_source,
    s.language,
    s.published_at,
    s.extractor_version,
    s.annotator_version,
    (
        SELECT count(*) FROM stage.mention AS m
        WHERE m.article_id = s.article_id
    ) AS mention_count,
    (
        SELECT count(*) FROM stage.event AS v
        WHERE v.article_id = s.article_id
    ) AS event_count
FROM raw.entry AS e
LEFT JOIN raw.page AS p ON e.entry_id = p.entry_id AND e.revision = p.revision
LEFT JOIN stage.article AS s ON e.entry_id = s.entry_id AND e.revision = s.revision
WHERE e.entry_id = %(entry_id)s
