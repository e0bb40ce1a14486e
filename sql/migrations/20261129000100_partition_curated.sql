-- migrate:up

CREATE SCHEMA curated_month;
COMMENT ON SCHEMA curated_month IS
'The months that the partitioned tables of curated are made of. Nobody is meant to name them: ask curated.';

-- The tables as they were stand aside until their rows have moved.
DROP VIEW ops.funnel;
DROP VIEW curated.daily_event;
DROP VIEW curated.article_change;
ALTER TABLE curated.article SET SCHEMA curated_month;
ALTER TABLE curated.article_version SET SCHEMA curated_month;
ALTER TABLE curated.mention SET SCHEMA curated_month;
ALTER TABLE curated.event SET SCHEMA curated_month;
ALTER TABLE curated.event_role SET SCHEMA curated_month;
ALTER TABLE curated.event_quantity SET SCHEMA curated_month;

-- A unique key of a partitioned table holds the day, and so cannot say that an article has but one. This one does.
CREATE TABLE curated.article_day (
    article_id text PRIMARY KEY,
    day date NOT NULL,
    UNIQUE (article_id, day)
);
COMMENT ON TABLE curated.article_day IS
'The day every article stands under: what makes article_id unique over all months. A change of day here moves it all.';
COMMENT ON COLUMN curated.article_day.article_id IS 'The article.';
COMMENT ON COLUMN curated.article_day.day IS 'The partition: UTC day of publication.';

-- LIKE takes the columns over with their comments, checks and compression.
CREATE TABLE curated.article (
    LIKE curated_month.article INCLUDING ALL EXCLUDING INDEXES,
    PRIMARY KEY (article_id, day)
) PARTITION BY RANGE (day);
CREATE TABLE curated.article_version (
    day date NOT NULL,
    LIKE curated_month.article_version INCLUDING ALL EXCLUDING INDEXES,
    PRIMARY KEY (article_id, version, day)
) PARTITION BY RANGE (day);
CREATE TABLE curated.mention (
    day date NOT NULL,
    LIKE curated_month.mention INCLUDING ALL EXCLUDING INDEXES,
    PRIMARY KEY (article_id, start, "end", type, day)
) PARTITION BY RANGE (day);
CREATE TABLE curated.event (
    day date NOT NULL,
    LIKE curated_month.event INCLUDING ALL EXCLUDING INDEXES,
    PRIMARY KEY (article_id, event_id, day)
) PARTITION BY RANGE (day);
CREATE TABLE curated.event_role (
    day date NOT NULL,
    LIKE curated_month.event_role INCLUDING ALL EXCLUDING INDEXES,
    PRIMARY KEY (article_id, event_id, role, start, "end", day)
) PARTITION BY RANGE (day);
CREATE TABLE curated.event_quantity (
    day date NOT NULL,
    LIKE curated_month.event_quantity INCLUDING ALL EXCLUDING INDEXES,
    PRIMARY KEY (article_id, event_id, kind, start, "end", day)
) PARTITION BY RANGE (day);

COMMENT ON TABLE curated.article IS
'One row per canonical URL: the newest published version. Every offset of its mentions and events points into body.';
COMMENT ON TABLE curated.article_version IS
'Every text an article had while it was watched; curated.article.version says which is current.';
COMMENT ON COLUMN curated.article_version.day IS 'The partition: the article''s day.';
COMMENT ON TABLE curated.mention IS
'Spans of curated.article.body that name something: substring(body from start + 1 for "end" - start) = text.';
COMMENT ON COLUMN curated.mention.day IS 'The partition: the article''s day.';
COMMENT ON TABLE curated.event IS
'Who did what to whom, where, when, says who, and did it happen: one row per event an article tells of.';
COMMENT ON COLUMN curated.event.day IS 'The partition: the article''s day, not the event''s own.';
COMMENT ON TABLE curated.event_role IS 'Actors and recipients of events.';
COMMENT ON COLUMN curated.event_role.day IS 'The partition: the article''s day.';
COMMENT ON TABLE curated.event_quantity IS 'Numbers told of events; conflicting figures are all kept.';
COMMENT ON COLUMN curated.event_quantity.day IS 'The partition: the article''s day.';

CREATE FUNCTION curated.make_month(of_day date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
COMMENT ON FUNCTION curated.make_month(date) IS
'Makes the partitions of the month that the day lies in, unless they are there. True: they were made.';

CREATE FUNCTION curated.gather_statistics() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
ANALYZE curated.article, curated.article_version, curated.mention, curated.event, curated.event_role,
    curated.event_quantity;
$$;
COMMENT ON FUNCTION curated.gather_statistics() IS
'Analyzes the partitioned tables as wholes, which autovacuum leaves to their owner.';

SELECT curated.make_month(m.first_day)
FROM (SELECT DISTINCT date_trunc('month', day)::date AS first_day FROM curated_month.article) AS m;

INSERT INTO curated.article_day (article_id, day)
SELECT
    article_id,
    day
FROM curated_month.article
ORDER BY article_id;
DO $$
DECLARE
    table_name text;
BEGIN
    INSERT INTO curated.article SELECT * FROM curated_month.article ORDER BY day, article_id;
    FOREACH table_name IN ARRAY ARRAY['article_version', 'mention', 'event', 'event_role', 'event_quantity']
    LOOP
        EXECUTE format(
            'INSERT INTO curated.%1$I SELECT a.day, t.* FROM curated_month.%1$I AS t '
            'INNER JOIN curated_month.article AS a ON a.article_id = t.article_id ORDER BY a.day, t.article_id',
            table_name
        );
    END LOOP;
END
$$;

DROP TABLE
curated_month.event_quantity,
curated_month.event_role,
curated_month.event,
curated_month.mention,
curated_month.article_version,
curated_month.article;

CREATE INDEX article_day_idx ON curated.article (day, source_id);
CREATE INDEX article_entry_idx ON curated.article (entry_id);
CREATE INDEX mention_entity_idx ON curated.mention (entity_id);
CREATE INDEX event_type_idx ON curated.event (event_type, country_code);

-- CASCADE: when an article's day changes, all that belongs to it moves to the other month with it.
-- To article_day and not to article, which is the same by the last of these keys: looking a row up in a partitioned
-- table takes longer with every month there is, and this is asked for every mention.
ALTER TABLE curated.article
ADD FOREIGN KEY (source_id) REFERENCES curated.source (source_id),
ADD FOREIGN KEY (article_id, day) REFERENCES curated.article_day (article_id, day) ON UPDATE CASCADE;
ALTER TABLE curated.article_version
ADD FOREIGN KEY (article_id, day) REFERENCES curated.article_day (article_id, day) ON UPDATE CASCADE;
ALTER TABLE curated.mention
ADD FOREIGN KEY (article_id, day) REFERENCES curated.article_day (article_id, day) ON UPDATE CASCADE,
ADD FOREIGN KEY (entity_id) REFERENCES curated.entity (entity_id);
ALTER TABLE curated.event
ADD FOREIGN KEY (article_id, day) REFERENCES curated.article_day (article_id, day) ON UPDATE CASCADE;
ALTER TABLE curated.event_role
ADD FOREIGN KEY (article_id, event_id, day)
REFERENCES curated.event (article_id, event_id, day) ON UPDATE CASCADE;
ALTER TABLE curated.event_quantity
ADD FOREIGN KEY (article_id, event_id, day)
REFERENCES curated.event (article_id, event_id, day) ON UPDATE CASCADE;
ALTER TABLE curated.article_day
ADD FOREIGN KEY (article_id, day) REFERENCES curated.article (article_id, day) DEFERRABLE INITIALLY DEFERRED;

CREATE VIEW ops.funnel AS
WITH counted AS (
    SELECT
        day,
        source_id,
        count(*) AS entry_count,
        count(*) FILTER (WHERE status IN ('discovered', 'retrieved', 'extracted', 'annotated')) AS pending_count,
        count(*) FILTER (WHERE status = 'published') AS published_count,
        count(*) FILTER (WHERE status = 'duplicate') AS duplicate_count,
        count(*) FILTER (WHERE status = 'gone') AS gone_count,
        count(*) FILTER (WHERE status = 'blocked') AS blocked_count,
        count(*) FILTER (WHERE status = 'empty') AS empty_count,
        count(*) FILTER (WHERE status = 'not_arabic') AS not_arabic_count,
        count(*) FILTER (WHERE status = 'quarantined') AS quarantined_count
    FROM raw.entry
    GROUP BY day, source_id
),

-- Counted from the other end, so that a published entry without an article shows up as a difference. An entry
-- that an edit moved to another address left its first article behind: it still counts once.
landed AS (
    SELECT
        e.day,
        e.source_id,
        count(DISTINCT a.entry_id) AS article_count
    FROM curated.article AS a
    INNER JOIN raw.entry AS e ON a.entry_id = e.entry_id
    WHERE e.status = 'published'
    GROUP BY e.day, e.source_id
)

SELECT
    c.day,
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
    coalesce(l.article_count, 0) AS article_count,
    c.entry_count - c.pending_count - coalesce(l.article_count, 0) - c.duplicate_count - c.gone_count
    - c.blocked_count - c.empty_count - c.not_arabic_count - c.quarantined_count AS difference
FROM counted AS c
LEFT JOIN landed AS l ON c.day = l.day AND c.source_id = l.source_id;
COMMENT ON VIEW ops.funnel IS
'Per day and source: what became of every entry. difference is 0 when entries and curated articles add up.';
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
COMMENT ON COLUMN ops.funnel.article_count IS 'Curated articles of published entries, counted from the other end.';
COMMENT ON COLUMN ops.funnel.difference IS 'What does not add up: must be 0.';

CREATE VIEW curated.daily_event AS
SELECT
    a.day,
    e.event_type,
    e.mode,
    e.realis,
    e.country_code,
    e.admin1_code,
    count(*) AS event_count,
    count(DISTINCT a.source_id) AS source_count,
    avg(e.confidence)::real AS confidence
FROM curated.event AS e
INNER JOIN curated.article AS a ON e.article_id = a.article_id AND e.day = a.day
GROUP BY a.day, e.event_type, e.mode, e.realis, e.country_code, e.admin1_code;
COMMENT ON VIEW curated.daily_event IS 'Events told per day of publication, type, realis and place.';
COMMENT ON COLUMN curated.daily_event.day IS 'Day of publication.';
COMMENT ON COLUMN curated.daily_event.event_type IS 'PLOVER 0.8 type, or CRIME, ACCIDENT, HAZARD.';
COMMENT ON COLUMN curated.daily_event.mode IS 'PLOVER mode; null where none fits.';
COMMENT ON COLUMN curated.daily_event.realis IS 'asserted, negated, planned or hypothetical.';
COMMENT ON COLUMN curated.daily_event.country_code IS 'ISO 3166-1 alpha-2 of the place.';
COMMENT ON COLUMN curated.daily_event.admin1_code IS 'First-level division of the place.';
COMMENT ON COLUMN curated.daily_event.event_count IS 'Events told.';
COMMENT ON COLUMN curated.daily_event.source_count IS 'Outlets that told of them.';
COMMENT ON COLUMN curated.daily_event.confidence IS 'Mean confidence, 0 to 1.';

CREATE VIEW curated.article_change AS
WITH pair AS (
    SELECT
        after.day,
        after.article_id,
        after.version,
        after.created_at,
        before.title AS title_before,
        after.title,
        string_to_array(before.body, E'\n') AS before_paragraphs,
        string_to_array(after.body, E'\n') AS after_paragraphs
    FROM curated.article_version AS after
    INNER JOIN curated.article_version AS before
        ON after.day = before.day AND after.article_id = before.article_id AND after.version = before.version + 1
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
INNER JOIN curated.article AS a ON p.article_id = a.article_id AND p.day = a.day;

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

GRANT SELECT, INSERT, UPDATE, DELETE ON
curated.article_day, curated.article, curated.article_version, curated.mention, curated.event, curated.event_role,
curated.event_quantity
TO marsad_loader;
GRANT SELECT ON
curated.article_day, curated.article, curated.article_version, curated.mention, curated.event, curated.event_role,
curated.event_quantity, curated.daily_event, ops.funnel
TO marsad_reader;
GRANT SELECT ON curated.daily_event, ops.funnel TO marsad_loader;
REVOKE EXECUTE ON FUNCTION curated.make_month(date), curated.gather_statistics() FROM public;
GRANT EXECUTE ON FUNCTION curated.make_month(date), curated.gather_statistics() TO marsad_loader;

-- migrate:down

DROP VIEW ops.funnel;
DROP VIEW curated.daily_event;
DROP VIEW curated.article_change;
DROP FUNCTION curated.gather_statistics();
DROP FUNCTION curated.make_month(date);
DROP TABLE curated.article_day CASCADE;
ALTER TABLE curated.article SET SCHEMA curated_month;
ALTER TABLE curated.article_version SET SCHEMA curated_month;
ALTER TABLE curated.mention SET SCHEMA curated_month;
ALTER TABLE curated.event SET SCHEMA curated_month;
ALTER TABLE curated.event_role SET SCHEMA curated_month;
ALTER TABLE curated.event_quantity SET SCHEMA curated_month;

CREATE TABLE curated.article (
    LIKE curated_month.article INCLUDING ALL EXCLUDING INDEXES,
    PRIMARY KEY (article_id)
);
CREATE TABLE curated.article_version (
    LIKE curated_month.article_version INCLUDING ALL EXCLUDING INDEXES,
    PRIMARY KEY (article_id, version)
);
CREATE TABLE curated.mention (
    LIKE curated_month.mention INCLUDING ALL EXCLUDING INDEXES,
    PRIMARY KEY (article_id, start, "end", type)
);
CREATE TABLE curated.event (
    LIKE curated_month.event INCLUDING ALL EXCLUDING INDEXES,
    PRIMARY KEY (article_id, event_id)
);
CREATE TABLE curated.event_role (
    LIKE curated_month.event_role INCLUDING ALL EXCLUDING INDEXES,
    PRIMARY KEY (article_id, event_id, role, start, "end")
);
CREATE TABLE curated.event_quantity (
    LIKE curated_month.event_quantity INCLUDING ALL EXCLUDING INDEXES,
    PRIMARY KEY (article_id, event_id, kind, start, "end")
);
DO $$
DECLARE
    table_name text;
BEGIN
    FOREACH table_name IN ARRAY
        ARRAY['article', 'article_version', 'mention', 'event', 'event_role', 'event_quantity']
    LOOP
        EXECUTE format(
            'INSERT INTO curated.%1$I SELECT * FROM curated_month.%1$I ORDER BY article_id', table_name
        );
    END LOOP;
END
$$;
ALTER TABLE curated.article_version DROP COLUMN day;
ALTER TABLE curated.mention DROP COLUMN day;
ALTER TABLE curated.event DROP COLUMN day;
ALTER TABLE curated.event_role DROP COLUMN day;
ALTER TABLE curated.event_quantity DROP COLUMN day;

DROP TABLE
curated_month.event_quantity,
curated_month.event_role,
curated_month.event,
curated_month.mention,
curated_month.article_version,
curated_month.article;
DROP SCHEMA curated_month;

COMMENT ON TABLE curated.article IS
'One row per canonical URL: the newest published version. Every offset of its mentions and events points into body.';
COMMENT ON TABLE curated.article_version IS
'Every text an article had while it was watched; curated.article.version says which is current.';
COMMENT ON TABLE curated.mention IS
'Spans of curated.article.body that name something: substring(body from start + 1 for "end" - start) = text.';
COMMENT ON TABLE curated.event IS
'Who did what to whom, where, when, says who, and did it happen: one row per event an article tells of.';
COMMENT ON TABLE curated.event_role IS 'Actors and recipients of events.';
COMMENT ON TABLE curated.event_quantity IS 'Numbers told of events; conflicting figures are all kept.';

CREATE INDEX article_day_idx ON curated.article (day, source_id);
CREATE INDEX article_entry_idx ON curated.article (entry_id);
CREATE INDEX mention_entity_idx ON curated.mention (entity_id);
CREATE INDEX event_type_idx ON curated.event (event_type, country_code);

ALTER TABLE curated.article ADD FOREIGN KEY (source_id) REFERENCES curated.source (source_id);
ALTER TABLE curated.article_version ADD FOREIGN KEY (article_id) REFERENCES curated.article (article_id);
ALTER TABLE curated.mention
ADD FOREIGN KEY (article_id) REFERENCES curated.article (article_id),
ADD FOREIGN KEY (entity_id) REFERENCES curated.entity (entity_id);
ALTER TABLE curated.event ADD FOREIGN KEY (article_id) REFERENCES curated.article (article_id);
ALTER TABLE curated.event_role
ADD FOREIGN KEY (article_id, event_id) REFERENCES curated.event (article_id, event_id);
ALTER TABLE curated.event_quantity
ADD FOREIGN KEY (article_id, event_id) REFERENCES curated.event (article_id, event_id);

CREATE VIEW ops.funnel AS
WITH counted AS (
    SELECT
        day,
        source_id,
        count(*) AS entry_count,
        count(*) FILTER (WHERE status IN ('discovered', 'retrieved', 'extracted', 'annotated')) AS pending_count,
        count(*) FILTER (WHERE status = 'published') AS published_count,
        count(*) FILTER (WHERE status = 'duplicate') AS duplicate_count,
        count(*) FILTER (WHERE status = 'gone') AS gone_count,
        count(*) FILTER (WHERE status = 'blocked') AS blocked_count,
        count(*) FILTER (WHERE status = 'empty') AS empty_count,
        count(*) FILTER (WHERE status = 'not_arabic') AS not_arabic_count,
        count(*) FILTER (WHERE status = 'quarantined') AS quarantined_count
    FROM raw.entry
    GROUP BY day, source_id
),

-- Counted from the other end, so that a published entry without an article shows up as a difference. An entry
-- that an edit moved to another address left its first article behind: it still counts once.
landed AS (
    SELECT
        e.day,
        e.source_id,
        count(DISTINCT a.entry_id) AS article_count
    FROM curated.article AS a
    INNER JOIN raw.entry AS e ON a.entry_id = e.entry_id
    WHERE e.status = 'published'
    GROUP BY e.day, e.source_id
)

SELECT
    c.day,
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
    coalesce(l.article_count, 0) AS article_count,
    c.entry_count - c.pending_count - coalesce(l.article_count, 0) - c.duplicate_count - c.gone_count
    - c.blocked_count - c.empty_count - c.not_arabic_count - c.quarantined_count AS difference
FROM counted AS c
LEFT JOIN landed AS l ON c.day = l.day AND c.source_id = l.source_id;
COMMENT ON VIEW ops.funnel IS
'Per day and source: what became of every entry. difference is 0 when entries and curated articles add up.';
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
COMMENT ON COLUMN ops.funnel.article_count IS 'Curated articles of published entries, counted from the other end.';
COMMENT ON COLUMN ops.funnel.difference IS 'What does not add up: must be 0.';

CREATE VIEW curated.daily_event AS
SELECT
    a.day,
    e.event_type,
    e.mode,
    e.realis,
    e.country_code,
    e.admin1_code,
    count(*) AS event_count,
    count(DISTINCT a.source_id) AS source_count,
    avg(e.confidence)::real AS confidence
FROM curated.event AS e
INNER JOIN curated.article AS a ON e.article_id = a.article_id
GROUP BY a.day, e.event_type, e.mode, e.realis, e.country_code, e.admin1_code;
COMMENT ON VIEW curated.daily_event IS 'Events told per day of publication, type, realis and place.';
COMMENT ON COLUMN curated.daily_event.day IS 'Day of publication.';
COMMENT ON COLUMN curated.daily_event.event_type IS 'PLOVER 0.8 type, or CRIME, ACCIDENT, HAZARD.';
COMMENT ON COLUMN curated.daily_event.mode IS 'PLOVER mode; null where none fits.';
COMMENT ON COLUMN curated.daily_event.realis IS 'asserted, negated, planned or hypothetical.';
COMMENT ON COLUMN curated.daily_event.country_code IS 'ISO 3166-1 alpha-2 of the place.';
COMMENT ON COLUMN curated.daily_event.admin1_code IS 'First-level division of the place.';
COMMENT ON COLUMN curated.daily_event.event_count IS 'Events told.';
COMMENT ON COLUMN curated.daily_event.source_count IS 'Outlets that told of them.';
COMMENT ON COLUMN curated.daily_event.confidence IS 'Mean confidence, 0 to 1.';

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

GRANT SELECT, INSERT, UPDATE, DELETE ON
curated.article, curated.article_version, curated.mention, curated.event, curated.event_role, curated.event_quantity
TO marsad_loader;
GRANT SELECT ON
curated.article, curated.article_version, curated.mention, curated.event, curated.event_role,
curated.event_quantity, curated.daily_event, ops.funnel
TO marsad_reader;
GRANT SELECT ON curated.daily_event, ops.funnel TO marsad_loader;
