SELECT
    s.article_id,
    s.entry_id,
    s.revision,
    s.source_id,
    s.day,
    s.url,
    s.canonical_url,
    s.title,
    s.body,
    s.body_source,
    s.language,
    s.author,
    s.image_url,
    s.published_at,
    s.content_hash,
    s.extractor_version
FROM stage.article AS s
INNER JOIN raw.entry AS e ON s.entry_id = e.entry_id AND s.revision = e.revision
WHERE e.day = %(day)s AND e.status = 'extracted'
ORDER BY s.article_id
