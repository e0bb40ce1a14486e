INSERT INTO ops.fingerprint (
    article_id, source_id, day, content_hash, annotator_version, fingerprint_version, text_hash, block_hashes,
    agency_code
)
SELECT
    article_id,
    source_id,
    day,
    content_hash,
    annotator_version,
    fingerprint_version,
    text_hash,
    block_hashes,
    agency_code
FROM incoming_ops_fingerprint
ORDER BY article_id
ON CONFLICT (article_id) DO UPDATE SET
    source_id = excluded.source_id,
    day = excluded.day,
    content_hash = excluded.content_hash,
    annotator_version = excluded.annotator_version,
    fingerprint_version = excluded.fingerprint_version,
    text_hash = excluded.text_hash,
    block_hashes = excluded.block_hashes,
    agency_code = excluded.agency_code
