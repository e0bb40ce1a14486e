-- migrate:up

-- Trusted: whoever may create things in this database may create it. Nothing happens where an administrator has.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- marsad.text.normalize.fold, letter for letter; a test compares them over all of Unicode's first plane.
-- Everything is spelt out, so that it comes to the same under any locale of the database. In steps, because
-- translate() compares each letter with its whole list: one long list took four times as long.
CREATE FUNCTION curated.fold(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT regexp_replace(regexp_replace(regexp_replace(regexp_replace(rare.folded,
    '[«»“”„‟‘’`‹›‚]', '"', 'g'),
    '[–—―\u2010\u2011\u2212]', '-', 'g'),
    '[\t\u00A0\u2007\u2009\u202F]', ' ', 'g'),
    ' {2,}', ' ', 'g')
FROM (
    -- Ligatures and other presentation forms are rare, and cost a round per letter.
    SELECT CASE WHEN given ~ '[\uFB50-\uFDFF\uFE70-\uFEFC]' THEN (
        SELECT string_agg(
            CASE WHEN c ~ '[\uFB50-\uFDFF\uFE70-\uFEFC]' THEN normalize(c, NFKC) ELSE c END, '' ORDER BY n
        )
        FROM string_to_table(given, NULL) WITH ORDINALITY AS t (c, n)
    ) ELSE given END
) AS plain (folded),
LATERAL (
    -- Vowel and Koranic marks, tatweel, direction marks, joiners, the byte order mark. COLLATE: ASCII letters only.
    SELECT lower(regexp_replace(
        plain.folded,
        '[\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06ED'
        '\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]', '', 'g'
    ) COLLATE "C")
    OFFSET 0
) AS bare (folded),
LATERAL (SELECT translate(bare.folded, 'أإآىئؤة', 'اااييوه') OFFSET 0) AS common (folded),
LATERAL (
    SELECT CASE WHEN common.folded ~ '[ٱٲٳیېێۍۆۇۈەھہۀۂکگڪپچژڤڕڵ٫؟٠-٩۰-۹]' THEN translate(
        common.folded,
        'ٱٲٳیېێۍۆۇۈەھہۀۂکگڪپچژڤڕڵ٫؟٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹',
        'اااييييوووهههههكككبجزفرل.?01234567890123456789'
    ) ELSE common.folded END
    OFFSET 0
) AS rare (folded)
$$;
COMMENT ON FUNCTION curated.fold(text) IS
'One spelling for all of a word''s: alef, hamza, ya, ta marbuta, Persian letters, digits, quotes; without marks.';

CREATE FUNCTION curated.words(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT btrim(regexp_replace(
    curated.fold(given),
    '[^0-9a-z\u00C0-\u05FF\u0620-\u064A\u066E-\u06D3\u06D5\u06EE-\u06FF\u0700-\u1FFF\u3040-\uD7FF]+', ' ', 'g'
))
$$;
COMMENT ON FUNCTION curated.words(text) IS 'Its folded words, one space between them, without anything else.';

CREATE FUNCTION curated.bare_words(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT coalesce(string_agg(concat_ws(
    ' ', nullif(joined.word, given.word), nullif(governed.word, joined.word), nullif(bare.word, governed.word)
), ' '), '')
FROM
    unnest(string_to_array(words, ' ')) AS given (word),
    LATERAL (
        SELECT CASE WHEN given.word ~ '^[وف]...' THEN substr(given.word, 2) ELSE given.word END OFFSET 0
    ) AS joined (word),
    LATERAL (
        SELECT CASE
            WHEN joined.word ~ '^لل..' THEN 'ال' || substr(joined.word, 3)
            WHEN joined.word ~ '^[بلك]...' THEN substr(joined.word, 2)
            ELSE joined.word
        END OFFSET 0
    ) AS governed (word),
    LATERAL (
        SELECT CASE WHEN governed.word ~ '^ال...' THEN substr(governed.word, 3) ELSE governed.word END OFFSET 0
    ) AS bare (word)
WHERE given.word ~ '^([وفبلك]|ال)..'
$$;
COMMENT ON FUNCTION curated.bare_words(text) IS
'Of folded words that may begin with a conjunction, a preposition or the article: what remains without each of them.';

CREATE FUNCTION curated.search_vector(title text, body text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT to_tsvector('pg_catalog.simple', w || ' ' || curated.bare_words(w))
FROM (SELECT curated.words(title || E'\n' || body) OFFSET 0) AS t (w)
$$;
COMMENT ON FUNCTION curated.search_vector(text, text) IS
'What curated.article is indexed under: words as written and without what is glued to their front.';

CREATE FUNCTION curated.search_query(given text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT websearch_to_tsquery(
    'pg_catalog.simple',
    regexp_replace(
        curated.fold(given),
        -- Quotes and a minus before a word have their meaning.
        '[^-"0-9a-z\u00C0-\u05FF\u0620-\u064A\u066E-\u06D3\u06D5\u06EE-\u06FF\u0700-\u1FFF\u3040-\uD7FF]|(?<=[^ ])-',
        ' ', 'g'
    )
)
$$;
COMMENT ON FUNCTION curated.search_query(text) IS
'Words to look for with curated.search_vector: all of them, "in this order", -without, one or another.';

-- Under the C locale, which is the embedded server's, pg_trgm sees no letters but ASCII ones.
CREATE FUNCTION curated.trigram_key(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT translate(curated.words(given), 'ابتثجحخدذرزسشصضطظعغفقكلمنهويء', 'abtcj75dvrzsx9e6i3gfqklmnhwy2')
$$;
COMMENT ON FUNCTION curated.trigram_key(text) IS
'Folded words in Latin letters, one for one, for trigrams: part of a word, or a name in a slightly other spelling.';

CREATE INDEX article_search_idx ON curated.article USING gin (curated.search_vector(title, body));
CREATE INDEX article_title_trigram_idx ON curated.article USING gin (curated.trigram_key(title) gin_trgm_ops);
-- As curated.make_month does it for the months to come.
DO $$
DECLARE
    index_name text;
BEGIN
    FOR index_name IN
        SELECT i.indexrelid::regclass FROM pg_index AS i
        INNER JOIN pg_class AS c ON c.oid = i.indrelid
        WHERE c.relnamespace = 'curated_month'::regnamespace AND i.indexprs IS NOT NULL
    LOOP
        EXECUTE format('ALTER INDEX %s ALTER COLUMN 1 SET STATISTICS 0', index_name);
    END LOOP;
END
$$;
CREATE INDEX entity_name_trigram_idx ON curated.entity USING gin (curated.trigram_key(name) gin_trgm_ops);
CREATE INDEX entity_alias_trigram_idx ON curated.entity_alias USING gin (curated.trigram_key(alias) gin_trgm_ops);

-- migrate:down

DROP INDEX curated.entity_alias_trigram_idx;
DROP INDEX curated.entity_name_trigram_idx;
DROP INDEX curated.article_title_trigram_idx;
DROP INDEX curated.article_search_idx;
DROP FUNCTION curated.trigram_key(text);
DROP FUNCTION curated.search_query(text);
DROP FUNCTION curated.search_vector(text, text);
DROP FUNCTION curated.bare_words(text);
DROP FUNCTION curated.words(text);
DROP FUNCTION curated.fold(text);
-- The extension stays: it may have been here before, and others may use it by now.
