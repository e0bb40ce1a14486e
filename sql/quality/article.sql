WITH waiting AS (
    SELECT
        s.article_id,
        s.source_id,
        s.day,
        s.url,
        s.canonical_url,
        s.title,
        s.body_source,
        s.language,
        s.published_at,
        s.content_hash,
        s.extractor_version,
        s.annotator_version,
        e.summary,
        -- A copy, unpacked once: as it stands in its table it would be unpacked for each look at it.
        s.body || '' AS body,
        coalesce(c.timezone, 'UTC') AS timezone,
        c.source_id IS NOT NULL AS is_source_known,
        -- How many headlines of the outlet stand over this text. There is no count(DISTINCT ...) over a window.
        dense_rank() OVER (PARTITION BY s.source_id, md5(s.body) ORDER BY s.title)
        + dense_rank() OVER (PARTITION BY s.source_id, md5(s.body) ORDER BY s.title DESC) - 1 AS title_count
    FROM stage.article AS s
    INNER JOIN raw.entry AS e ON s.entry_id = e.entry_id AND s.revision = e.revision
    LEFT JOIN curated.source AS c ON s.source_id = c.source_id
    WHERE e.day = '{day}' AND e.status = 'annotated'
),

-- Counted once: else each count is made anew wherever it stands below.
letters AS MATERIALIZED (
    SELECT
        article_id,
        char_length(regexp_replace(body, '[^\u0620-\u063A\u0641-\u064A]', '', 'g')) AS arabic_count,
        -- What is rare is cheaper to take out than to keep.
        char_length(body) - char_length(regexp_replace(body, '\u0640+', '', 'g')) AS tatweel_count,
        char_length(body)
        - char_length(regexp_replace(body, '[\uFB50-\uFD3D\uFD50-\uFDEF\uFE70-\uFEFC]+', '', 'g')) AS shape_count,
        char_length(
            regexp_replace(
                body,
                '[^A-Za-z\u00C0-\u05FF\u0620-\u063A\u0641-\u064A\u066E-\u06D3\u0700-\u1FFF\u3040-\uD7FF]',
                '',
                'g'
            )
        ) AS letter_count
    FROM waiting
),

block AS (
    SELECT
        w.article_id,
        btrim(line.text) AS text,
        count(*) AS times
    FROM waiting AS w
    CROSS JOIN string_to_table(w.body, E'\n') AS line (text)
    WHERE btrim(line.text) <> ''
    GROUP BY w.article_id, btrim(line.text)
),

blocks AS (
    SELECT
        article_id,
        avg((text !~ '[0-9A-Za-z\u00C0-\u05FF\u0620-\u063F\u0641-\u1FFF\u2C00-\uFFFB]')::integer)::real AS empty_share,
        1 - sum(char_length(text))::real / sum(char_length(text) * times) AS repeated_share
    FROM block
    GROUP BY article_id
),

-- Words of the feed's summary that stand in the page's text, where there are enough to tell.
word AS (
    SELECT DISTINCT
        w.article_id,
        found.text
    FROM waiting AS w
    CROSS JOIN regexp_split_to_table(left(w.summary, 1000), '[^\u0620-\u063A\u0641-\u064A]+') AS found (text)
    WHERE w.body_source = 'page' AND char_length(found.text) >= 4
),

told AS (
    SELECT
        word.article_id,
        avg((strpos(w.body, word.text) > 0)::integer)::real AS summary_share
    FROM word
    INNER JOIN waiting AS w ON word.article_id = w.article_id
    GROUP BY word.article_id
    HAVING count(*) >= 8
)

SELECT
    -- Staged articles that are about to be published, one row each, with what the suite judges.
    s.article_id,
    s.url,
    s.body_source,
    s.language,
    s.content_hash,
    s.is_source_known,
    blocks.empty_share,
    blocks.repeated_share,
    told.summary_share,
    s.annotator_version <> '' AND s.extractor_version <> '' AND s.canonical_url ~ '^https?://'
    AND char_length(s.article_id) = 32 AND char_length(s.content_hash) = 64 AS is_key_complete,
    -- Without the white space and direction marks around them: a text of nothing else is none.
    char_length(btrim(s.body, E' \t\r\n\u00A0\u200E\u200F')) AS body_length,
    char_length(btrim(s.title, E' \t\r\n\u00A0\u200E\u200F')) AS title_length,
    -- Arabic letters over all letters. Ranges are spelt out: classes like \w depend on the database's locale.
    l.arabic_count::real / greatest(l.letter_count, 1) AS arabic_share,
    -- Letters in the shapes that old software drew them with, over all Arabic ones. Whole words in one sign, such as
    -- the honorific after the Prophet's name, are ordinary text and left out.
    l.shape_count::real / greatest(l.arabic_count + l.shape_count, 1) AS presentation_share,
    l.tatweel_count::real / greatest(l.arabic_count, 1) AS tatweel_share,
    -- UTF-8 read as a Latin or Windows page: Ø, Ù, Ã, Â before another character above ASCII.
    (
        SELECT count(*)
        FROM regexp_matches(s.title || ' ' || s.body, '[ØÙÚÛÃÂ][\u0080-\u00FF\u0152-\u02DC\u2013-\u2122]', 'g')
    ) AS mojibake_count,
    (SELECT count(*) FROM regexp_matches(s.title || ' ' || s.body, '\uFFFD', 'g')) AS replacement_count,
    -- Short ones are flashes («details follow»), which may well share theirs.
    CASE WHEN char_length(s.body) > 200 THEN s.title_count END AS title_count,
    -- Plain numbers: of Postgres's exact ones Great Expectations complains that they do not serialize.
    (extract(EPOCH FROM s.published_at - now()) / 3600)::double precision AS hours_ahead,
    extract(YEAR FROM s.published_at)::integer AS published_year,
    -- 1 January at midnight is what date parsers answer that found a year only; the entry's day tells better.
    coalesce(
        '01-01 00:00:00' IN (
            to_char(s.published_at AT TIME ZONE 'UTC', 'MM-DD HH24:MI:SS'),
            to_char(s.published_at AT TIME ZONE s.timezone, 'MM-DD HH24:MI:SS')
        )
        AND abs(s.day - (s.published_at AT TIME ZONE 'UTC')::date) > 1,
        FALSE
    ) AS is_date_default
FROM waiting AS s
INNER JOIN letters AS l ON s.article_id = l.article_id
LEFT JOIN blocks ON s.article_id = blocks.article_id
LEFT JOIN told ON s.article_id = told.article_id
