SELECT
    p.entry_id,
    p.revision,
    p.url,
    p.final_url,
    p.http_status,
    p.content_type,
    p.body_hash,
    p.byte_count,
    p.fetched_at,
    p.warc_file,
    p.warc_offset,
    p.warc_length
FROM raw.page AS p
INNER JOIN raw.entry AS e ON p.entry_id = e.entry_id AND p.revision = e.revision
-- Without its bytes a page is of no use.
WHERE p.entry_id = any(%(entry_ids)s) AND p.warc_file IS NOT NULL
