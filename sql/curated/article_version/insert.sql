INSERT INTO curated.article_version (
    day, article_id, version, revision, title, body, content_hash, is_title_changed, is_body_changed, created_at
)
SELECT
    a.day,
    a.article_id,
    a.version,
    p.revision,
    a.title,
    a.body,
    a.content_hash,
    coalesce(before.title <> a.title, FALSE) AS is_title_changed,
    coalesce(before.body <> a.body, FALSE) AS is_body_changed,
    %(now)s AS created_at
FROM curated.article AS a
INNER JOIN publishing AS p ON a.day = p.day AND a.article_id = p.article_id
LEFT JOIN curated.article_version AS before
    ON a.day = before.day AND a.article_id = before.article_id AND a.version - 1 = before.version
-- Known before the join begins: only these months are looked into, and by their key.
WHERE
    a.day BETWEEN (SELECT min(d.day) FROM publishing AS d) AND (SELECT max(d.day) FROM publishing AS d)
    AND a.article_id = any(array(SELECT d.article_id FROM publishing AS d))
ORDER BY a.article_id
ON CONFLICT (article_id, version, day) DO NOTHING
