INSERT INTO stage.article (
    article_id, entry_id, revision, source_id, day, url, canonical_url, title, body, body_source, language,
    author, image_url, published_at, content_hash, extractor_version
)
SELECT
    article_id,
    entry_id,
    revision,
    source_id,
    day,
    url,
    canonical_url,
    title,
    body,
    body_source,
    language,
    author,
    image_url,
    published_at,
    content_hash,
    extractor_version
FROM incoming_stage_article
ORDER BY article_id
