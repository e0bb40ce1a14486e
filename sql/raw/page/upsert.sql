INSERT INTO raw.page (
    entry_id, revision, url, final_url, http_status, content_type, body_hash, byte_count, fetched_at,
    warc_file, warc_offset, warc_length
)
SELECT
    entry_id,
    revision,
    url,
    final_url,
    http_status,
    content_type,
    body_hash,
    byte_count,
    fetched_at,
    warc_file,
    warc_offset,
    warc_length
FROM incoming_raw_page
ORDER BY entry_id, revision
ON CONFLICT (entry_id, revision) DO UPDATE SET
    url = excluded.url,
    final_url = excluded.final_url,
    http_status = excluded.http_status,
    content_type = excluded.content_type,
    body_hash = excluded.body_hash,
    byte_count = excluded.byte_count,
    fetched_at = excluded.fetched_at,
    warc_file = excluded.warc_file,
    warc_offset = excluded.warc_offset,
    warc_length = excluded.warc_length
