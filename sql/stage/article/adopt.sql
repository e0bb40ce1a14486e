INSERT INTO stage.article (
    article_id, entry_id, revision, source_id, day, url, canonical_url, title, body, body_source, language,
    author, image_url, published_at, content_hash, extractor_version, annotator_version
)
SELECT
    a.article_id,
    a.entry_id,
    p.revision,
    a.source_id,
    a.day,
    a.url,
    a.canonical_url,
    a.title,
    a.body,
    a.body_source,
    a.language,
    a.author,
    a.image_url,
    a.published_at,
    a.content_hash,
    a.extractor_version,
    %(annotator_version)s AS annotator_version
FROM curated.article AS a
INNER JOIN adopting AS p ON a.day = p.day AND a.article_id = p.article_id
ORDER BY a.article_id
