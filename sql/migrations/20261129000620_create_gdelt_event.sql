-- migrate:up

-- The columns stand in GDELT's order. Participants are looked up event by event, by key; a CTE would read them all.
-- noqa: disable=ST05,ST06,LT02

CREATE VIEW curated.gdelt_event_by_day AS
SELECT
    d.day,
    ('x' || left(d.distinct_event_id, 15))::bit(60)::bigint AS "GLOBALEVENTID",
    to_char(dated.day, 'YYYYMMDD')::integer AS "SQLDATE",
    to_char(dated.day, 'YYYYMM')::integer AS "MonthYear",
    to_char(dated.day, 'YYYY')::integer AS "Year",
    round(
        extract(YEAR FROM dated.day)
        + ((extract(MONTH FROM dated.day) - 1) * 30 + extract(DAY FROM dated.day)) / 365, 4
    )::double precision AS "FractionDate",
    nullif(
        concat(actor_country.cameo_code, actor_role.cameo_code, actor_group.cameo_code), ''
    ) AS "Actor1Code",
    upper(coalesce(actor_entity.name_en, actor_entity.name, actor.text)) AS "Actor1Name",
    actor_country.cameo_code AS "Actor1CountryCode",
    actor_group.cameo_code AS "Actor1KnownGroupCode",
    NULL::text AS "Actor1EthnicCode",
    NULL::text AS "Actor1Religion1Code",
    NULL::text AS "Actor1Religion2Code",
    actor_role.cameo_code AS "Actor1Type1Code",
    NULL::text AS "Actor1Type2Code",
    NULL::text AS "Actor1Type3Code",
    nullif(
        concat(recipient_country.cameo_code, recipient_role.cameo_code, recipient_group.cameo_code), ''
    ) AS "Actor2Code",
    upper(coalesce(recipient_entity.name_en, recipient_entity.name, recipient.text)) AS "Actor2Name",
    recipient_country.cameo_code AS "Actor2CountryCode",
    recipient_group.cameo_code AS "Actor2KnownGroupCode",
    NULL::text AS "Actor2EthnicCode",
    NULL::text AS "Actor2Religion1Code",
    NULL::text AS "Actor2Religion2Code",
    recipient_role.cameo_code AS "Actor2Type1Code",
    NULL::text AS "Actor2Type2Code",
    NULL::text AS "Actor2Type3Code",
    (d.trigger_start < strpos(left(a.body, 2000) || E'\n', E'\n'))::integer AS "IsRootEvent",
    cameo.cameo_code AS "EventCode",
    left(cameo.cameo_code, 3) AS "EventBaseCode",
    left(cameo.cameo_code, 2) AS "EventRootCode",
    CASE
        WHEN cameo.cameo_code < '06' THEN 1
        WHEN cameo.cameo_code < '09' THEN 2
        WHEN cameo.cameo_code < '14' THEN 3
        ELSE 4
    END AS "QuadClass",
    cameo.goldstein AS "GoldsteinScale",
    (
        SELECT greatest(count(*), 1)::integer FROM curated.story_event_member AS m
        WHERE m.story_event_id = d.distinct_event_id
    ) AS "NumMentions",
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
    nullif(concat_ws(
        ', ',
        CASE WHEN place.type IN (3, 4) THEN coalesce(p.name_en, p.name, d.place_text) END,
        CASE WHEN place.type > 1 THEN division.name_en END,
        country.name_en
    ), '') AS "ActionGeo_FullName",
    place.fips_country AS "ActionGeo_CountryCode",
    place.fips_country || coalesce(division.fips_code, '') AS "ActionGeo_ADM1Code",
    NULL::text AS "ActionGeo_ADM2Code",
    d.latitude AS "ActionGeo_Lat",
    d.longitude AS "ActionGeo_Long",
    CASE
        WHEN place.type = 1 THEN place.fips_country
        WHEN place.type IN (2, 5) THEN place.fips_country || division.fips_code
    END AS "ActionGeo_FeatureID",
    to_char(a.created_at AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISS')::bigint AS "DATEADDED",
    a.canonical_url AS "SOURCEURL"
FROM curated.distinct_event AS d
LEFT JOIN codes.cameo_event AS cameo ON d.event_type = cameo.event_type AND coalesce(d.mode, '') = cameo.mode
INNER JOIN curated.article AS a ON d.article_id = a.article_id AND d.day = a.day
LEFT JOIN curated.entity AS p ON d.place_entity_id = p.entity_id
LEFT JOIN codes.country AS country ON d.country_code = country.country_code
LEFT JOIN codes.admin1 AS division ON d.admin1_code = division.admin1_code
LEFT JOIN LATERAL (
    SELECT
        r.text,
        r.entity_id,
        r.country_code,
        r.sector_code
    FROM curated.event_role AS r
    WHERE r.article_id = d.article_id AND r.event_id = d.event_id AND r.day = d.day AND r.role = 'actor'
    ORDER BY r.start, r."end"
    LIMIT 1
) AS actor ON TRUE
LEFT JOIN curated.entity AS actor_entity ON actor.entity_id = actor_entity.entity_id
LEFT JOIN codes.country AS actor_country ON actor.country_code = actor_country.country_code
LEFT JOIN codes.cameo_role AS actor_role ON actor.sector_code = actor_role.sector_code
LEFT JOIN codes.cameo_group AS actor_group ON actor.entity_id = actor_group.entity_id
LEFT JOIN LATERAL (
    SELECT
        r.text,
        r.entity_id,
        r.country_code,
        r.sector_code
    FROM curated.event_role AS r
    WHERE r.article_id = d.article_id AND r.event_id = d.event_id AND r.day = d.day AND r.role = 'recipient'
    ORDER BY r.start, r."end"
    LIMIT 1
) AS recipient ON TRUE
LEFT JOIN curated.entity AS recipient_entity ON recipient.entity_id = recipient_entity.entity_id
LEFT JOIN codes.country AS recipient_country ON recipient.country_code = recipient_country.country_code
LEFT JOIN codes.cameo_role AS recipient_role ON recipient.sector_code = recipient_role.sector_code
LEFT JOIN codes.cameo_group AS recipient_group ON recipient.entity_id = recipient_group.entity_id
CROSS JOIN LATERAL (SELECT coalesce(d.event_day, d.day) AS day) AS dated
CROSS JOIN LATERAL (SELECT coalesce(d.place_entity_id, d.admin1_code) AS place_id) AS named
CROSS JOIN LATERAL (
    SELECT
        CASE
            WHEN named.place_id IS NULL AND d.country_code IS NULL THEN NULL
            WHEN named.place_id IS NULL OR named.place_id = 'country:' || d.country_code THEN 1
            WHEN named.place_id = d.admin1_code AND d.country_code = 'US' THEN 2
            WHEN named.place_id = d.admin1_code THEN 5
            WHEN d.country_code = 'US' THEN 3
            ELSE 4
        END AS type,
        CASE WHEN d.country_code = 'PS' AND d.longitude < 34.7 THEN 'GZ' ELSE country.fips_code END AS fips_country
) AS place
WHERE d.realis = 'asserted' AND d.quad_class <> 'none';

CREATE VIEW curated.gdelt_event AS
SELECT
    "GLOBALEVENTID",
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

COMMENT ON VIEW curated.gdelt_event IS
'Asserted events in the 61 columns of GDELT 2.0, in its order: what a text denies, plans or supposes is none.
One row per event told, with its first actor and first recipient. No CRIME, ACCIDENT, HAZARD: CAMEO has no code.';
COMMENT ON COLUMN curated.gdelt_event."GLOBALEVENTID" IS
'The first 60 bits of distinct_event_id: the same event keeps it.';
COMMENT ON COLUMN curated.gdelt_event."SQLDATE" IS
'YYYYMMDD of the event''s own day where a text gives it to the day, else of the day of publication.';
COMMENT ON COLUMN curated.gdelt_event."MonthYear" IS 'YYYYMM of SQLDATE.';
COMMENT ON COLUMN curated.gdelt_event."Year" IS 'YYYY of SQLDATE.';
COMMENT ON COLUMN curated.gdelt_event."FractionDate" IS
'Year and ((month - 1) * 30 + day) / 365 of SQLDATE, which stays below 1; GDELT''s codebook prints month * 30.';
COMMENT ON COLUMN curated.gdelt_event."Actor1Code" IS
'Country, role and known group of the first actor, joined; null when none of them is known.';
COMMENT ON COLUMN curated.gdelt_event."Actor1Name" IS
'The first actor in the text of the first article: English name in capitals, else Arabic; null without an actor.';
COMMENT ON COLUMN curated.gdelt_event."Actor1CountryCode" IS 'CAMEO country of the first actor.';
COMMENT ON COLUMN curated.gdelt_event."Actor1KnownGroupCode" IS 'Of organisations in codes.cameo_group.';
COMMENT ON COLUMN curated.gdelt_event."Actor1EthnicCode" IS 'Null: not coded.';
COMMENT ON COLUMN curated.gdelt_event."Actor1Religion1Code" IS 'Null: not coded.';
COMMENT ON COLUMN curated.gdelt_event."Actor1Religion2Code" IS 'Null: not coded.';
COMMENT ON COLUMN curated.gdelt_event."Actor1Type1Code" IS
'CAMEO role for the PLOVER sector; null for parties and religious actors, which GDELT has no role for.';
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
COMMENT ON COLUMN curated.gdelt_event."IsRootEvent" IS
'1 where the first article names it in its first paragraph, else 0.';
COMMENT ON COLUMN curated.gdelt_event."EventCode" IS 'CAMEO code of type and mode (codes.cameo_event).';
COMMENT ON COLUMN curated.gdelt_event."EventBaseCode" IS 'Its first three digits.';
COMMENT ON COLUMN curated.gdelt_event."EventRootCode" IS 'Its first two digits.';
COMMENT ON COLUMN curated.gdelt_event."QuadClass" IS
'Of the root: 1 verbal (01-05), 2 material cooperation (06-08), 3 verbal (09-13), 4 material conflict (14-20).';
COMMENT ON COLUMN curated.gdelt_event."GoldsteinScale" IS 'Goldstein''s score of EventCode.';
COMMENT ON COLUMN curated.gdelt_event."NumMentions" IS
'Tellings in all articles; GDELT counts those of the first 15 minutes only.';
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
COMMENT ON COLUMN curated.gdelt_event."ActionGeo_Type" IS
'1 country, 2 state of the USA, 3 place there, 4 place elsewhere, 5 division elsewhere; null without a place.';
COMMENT ON COLUMN curated.gdelt_event."ActionGeo_FullName" IS
'Place, division and country, in English as far as the authority knows it.';
COMMENT ON COLUMN curated.gdelt_event."ActionGeo_CountryCode" IS
'FIPS 10-4; GZ for the Gaza Strip, WE for the rest of Palestine.';
COMMENT ON COLUMN curated.gdelt_event."ActionGeo_ADM1Code" IS
'FIPS country and division; the country alone where the division is unknown.';
COMMENT ON COLUMN curated.gdelt_event."ActionGeo_ADM2Code" IS 'Null: the authority has no second-level divisions.';
COMMENT ON COLUMN curated.gdelt_event."ActionGeo_Lat" IS 'Degrees north.';
COMMENT ON COLUMN curated.gdelt_event."ActionGeo_Long" IS 'Degrees east.';
COMMENT ON COLUMN curated.gdelt_event."ActionGeo_FeatureID" IS
'Country or division code for types 1, 2 and 5; null for places: the authority keeps no GNS ids.';
COMMENT ON COLUMN curated.gdelt_event."DATEADDED" IS
'YYYYMMDDHHMMSS, UTC, when the first article was published here.';
COMMENT ON COLUMN curated.gdelt_event."SOURCEURL" IS 'The article that told of it first.';

COMMENT ON VIEW curated.gdelt_event_by_day IS
'curated.gdelt_event with the day of its first article before it: whoever wants some days filters here.';
COMMENT ON COLUMN curated.gdelt_event_by_day.day IS 'Partition of the article that told of it first.';
-- The others mean what they mean in curated.gdelt_event.
DO $$
DECLARE
    said record;
BEGIN
    FOR said IN
        SELECT attname, col_description(attrelid, attnum) AS text FROM pg_attribute
        WHERE attrelid = 'curated.gdelt_event'::regclass AND attnum > 0
    LOOP
        EXECUTE format('COMMENT ON COLUMN curated.gdelt_event_by_day.%I IS %L', said.attname, said.text);
    END LOOP;
END
$$;

GRANT SELECT ON curated.gdelt_event_by_day, curated.gdelt_event TO marsad_reader, marsad_loader;

-- migrate:down

DROP VIEW curated.gdelt_event;
DROP VIEW curated.gdelt_event_by_day;
