INSERT INTO curated.article AS c (
    article_id, entry_id, source_id, day, url, canonical_url, title, body, body_source, language, author,
    image_url, published_at, version, content_hash, extractor_version, annotator_version, created_at, updated_at
)
SELECT
    s.article_id,
    s.entry_id,
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
    -- A text that was published before gets its old number back.
    coalesce(known.same_version, known.newest_version + 1, 1) AS version,
    s.content_hash,
    s.extractor_version,
    s.annotator_version,
    %(now)s AS created_at,
    %(now)s AS updated_at
FROM stage.article AS s
INNER JOIN publishing AS p ON s.article_id = p.article_id
LEFT JOIN LATERAL (
    SELECT
        max(v.version) AS newest_version,
        max(v.version) FILTER (WHERE v.content_hash = s.content_hash) AS same_version
    FROM curated.article_version AS v
    WHERE v.day = s.day AND v.article_id = s.article_id
) AS known ON TRUE
ORDER BY s.article_id
ON CONFLICT (article_id, day) DO UPDATE SET
    entry_id = excluded.entry_id,
    source_id = excluded.source_id,
    url = excluded.url,
    canonical_url = excluded.canonical_url,
    title = excluded.title,
    body = excluded.body,
    body_source = excluded.body_source,
    language = excluded.language,
    author = excluded.author,
    image_url = excluded.image_url,
    published_at = excluded.published_at,
    version = excluded.version,
    content_hash = excluded.content_hash,
    extractor_version = excluded.extractor_version,
    annotator_version = excluded.annotator_version,
    updated_at = excluded.updated_at
-- Of one that moved, the day is equal by now: updated_at must say so all the same.
WHERE c.article_id IN (SELECT article_id FROM publishing WHERE is_moving) OR (
    c.entry_id, c.source_id, c.url, c.canonical_url, c.title, c.body, c.body_source, c.language,
    c.author, c.image_url, c.published_at, c.version, c.content_hash, c.extractor_version, c.annotator_version
) IS DISTINCT FROM (
    excluded.entry_id, excluded.source_id, excluded.url, excluded.canonical_url,
    excluded.title, excluded.body, excluded.body_source, excluded.language, excluded.author,
    excluded.image_url, excluded.published_at, excluded.version, excluded.content_hash,
    excluded.extractor_version, excluded.annotator_version
)
