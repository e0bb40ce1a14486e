SELECT
    -- Staged articles that are about to be published, one row each, with what the suite judges.
    s.article_id,
    s.url,
    s.body_source,
    s.language,
    s.content_hash,
    -- Without the white space and direction marks around them: a text of nothing else is none.
    char_length(btrim(s.body, E' \t\r\n\u00A0\u200E\u200F')) AS body_length,
    char_length(btrim(s.title, E' \t\r\n\u00A0\u200E\u200F')) AS title_length,
    -- Arabic letters over all letters. Ranges are spelt out: classes like \w depend on the database's locale.
    char_length(regexp_replace(s.body, '[^\u0620-\u063A\u0641-\u064A]', '', 'g'))::real / greatest(
        char_length(
            regexp_replace(
                s.body,
                '[^A-Za-z\u00C0-\u05FF\u0620-\u063A\u0641-\u064A\u066E-\u06D3\u0700-\u1FFF\u3040-\uD7FF]',
                '',
                'g'
            )
        ),
        1
    ) AS arabic_share,
    -- UTF-8 read as a Latin or Windows page: Ø, Ù, Ã, Â before another character above ASCII.
    (
        SELECT count(*)
        FROM regexp_matches(s.title || ' ' || s.body, '[ØÙÚÛÃÂ][\u0080-\u00FF\u0152-\u02DC\u2013-\u2122]', 'g')
    ) AS mojibake_count,
    (SELECT count(*) FROM regexp_matches(s.title || ' ' || s.body, '\uFFFD', 'g')) AS replacement_count,
    -- Plain numbers: of Postgres's exact ones Great Expectations complains that they do not serialize.
    (extract(EPOCH FROM s.published_at - now()) / 3600)::double precision AS hours_ahead,
    extract(YEAR FROM s.published_at)::integer AS published_year
FROM stage.article AS s
INNER JOIN raw.entry AS e ON s.entry_id = e.entry_id AND s.revision = e.revision
WHERE e.day = '{day}' AND e.status = 'annotated'
