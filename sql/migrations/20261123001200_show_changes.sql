-- migrate:up

CREATE VIEW curated.article_change AS
WITH pair AS (
    SELECT
        after.article_id,
        after.version,
        after.created_at,
        before.title AS title_before,
        after.title,
        string_to_array(before.body, E'\n') AS before_paragraphs,
        string_to_array(after.body, E'\n') AS after_paragraphs
    FROM curated.article_version AS after
    INNER JOIN curated.article_version AS before
        ON after.article_id = before.article_id AND after.version = before.version + 1
)

SELECT
    p.article_id,
    a.source_id,
    a.day,
    a.canonical_url,
    p.version,
    p.created_at AS changed_at,
    p.title_before,
    p.title,
    (
        SELECT coalesce(array_agg(old.paragraph ORDER BY old.position), '{}')
        FROM unnest(p.before_paragraphs) WITH ORDINALITY AS old (paragraph, position)
        WHERE old.paragraph <> all(p.after_paragraphs)
    ) AS removed_paragraphs,
    (
        SELECT coalesce(array_agg(new.paragraph ORDER BY new.position), '{}')
        FROM unnest(p.after_paragraphs) WITH ORDINALITY AS new (paragraph, position)
        WHERE new.paragraph <> all(p.before_paragraphs)
    ) AS added_paragraphs
FROM pair AS p
INNER JOIN curated.article AS a ON p.article_id = a.article_id;

COMMENT ON VIEW curated.article_change IS 'What each edit of an article changed, from the version before to this one.';
COMMENT ON COLUMN curated.article_change.article_id IS 'The article.';
COMMENT ON COLUMN curated.article_change.source_id IS 'The outlet.';
COMMENT ON COLUMN curated.article_change.day IS 'The partition: UTC day of publication.';
COMMENT ON COLUMN curated.article_change.canonical_url IS 'Where it stands now.';
COMMENT ON COLUMN curated.article_change.version IS 'The version that the edit made.';
COMMENT ON COLUMN curated.article_change.changed_at IS 'When that version was published here.';
COMMENT ON COLUMN curated.article_change.title_before IS 'Headline before the edit.';
COMMENT ON COLUMN curated.article_change.title IS 'Headline after it.';
COMMENT ON COLUMN curated.article_change.removed_paragraphs IS 'Paragraphs that only the text before has.';
COMMENT ON COLUMN curated.article_change.added_paragraphs IS 'Paragraphs that only this text has.';

GRANT SELECT ON curated.article_change TO marsad_reader, marsad_loader;

-- migrate:down

DROP VIEW curated.article_change;
