-- migrate:up

-- POLECAT's names and order; participants and mentions looked up as in gdelt_event.
-- noqa: disable=RF05,ST05,ST06,LT02

CREATE VIEW curated.polecat_event AS
SELECT
    d.distinct_event_id AS "Event ID",
    coalesce(d.event_day, d.day) AS "Event Date",
    d.event_type AS "Event Type",
    d.mode AS "Event Mode",
    d.score AS "Intensity",
    upper(replace(d.quad_class, '-', ' ')) AS "Quad Code",
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
    coalesce(p.name_en, p.name, d.place_text) AS "Placename",
    CASE
        WHEN d.place_entity_id LIKE 'place:%' AND d.place_entity_id <> coalesce(d.admin1_code, '')
            THEN coalesce(p.name_en, p.name, d.place_text)
    END AS "City",
    NULL::text AS "District",
    division.name_en AS "Province",
    country.alpha3 AS "Country",
    d.latitude AS "Latitude",
    d.longitude AS "Longitude",
    substring(d.place_entity_id FROM '^place:gn-([0-9]+)$')::bigint AS "GeoNames ID",
    d.place_text AS "Raw Placename",
    NULL::text AS "Feature Type",
    s.name_en AS "Source",
    d.day AS "Publication Date",
    named.people AS "Story People",
    named.organizations AS "Story Organizations",
    named.locations AS "Story Locations",
    a.language AS "Language",
    d.annotator_version AS "Version"
FROM curated.distinct_event AS d
INNER JOIN curated.article AS a ON d.article_id = a.article_id AND d.day = a.day
INNER JOIN curated.source AS s ON a.source_id = s.source_id
LEFT JOIN curated.entity AS p ON d.place_entity_id = p.entity_id
LEFT JOIN codes.country AS country ON d.country_code = country.country_code
LEFT JOIN codes.admin1 AS division ON d.admin1_code = division.admin1_code
LEFT JOIN LATERAL (
    SELECT
        string_agg(o.name, '; ' ORDER BY o.start) AS names,
        string_agg(o.text, '; ' ORDER BY o.start) AS raw_names,
        string_agg(coalesce(o.alpha3, 'None'), '; ' ORDER BY o.start) AS countries,
        string_agg(coalesce(o.sector_code, 'None'), '; ' ORDER BY o.start) AS sectors,
        (array_agg(o.sector_code ORDER BY o.start) FILTER (WHERE o.sector_code IS NOT NULL))[1] AS primary_sector
    FROM curated.event_participant AS o
    WHERE o.article_id = d.article_id AND o.event_id = d.event_id AND o.day = d.day AND o.role = 'actor'
) AS actor ON TRUE
LEFT JOIN LATERAL (
    SELECT
        string_agg(o.name, '; ' ORDER BY o.start) AS names,
        string_agg(o.text, '; ' ORDER BY o.start) AS raw_names,
        string_agg(coalesce(o.alpha3, 'None'), '; ' ORDER BY o.start) AS countries,
        string_agg(coalesce(o.sector_code, 'None'), '; ' ORDER BY o.start) AS sectors,
        (array_agg(o.sector_code ORDER BY o.start) FILTER (WHERE o.sector_code IS NOT NULL))[1] AS primary_sector
    FROM curated.event_participant AS o
    WHERE o.article_id = d.article_id AND o.event_id = d.event_id AND o.day = d.day AND o.role = 'recipient'
) AS recipient ON TRUE
CROSS JOIN LATERAL (
    SELECT
        string_agg(DISTINCT m.text, '; ' ORDER BY m.text) FILTER (WHERE m.type = 'PER') AS people,
        string_agg(DISTINCT m.text, '; ' ORDER BY m.text) FILTER (WHERE m.type = 'ORG') AS organizations,
        string_agg(DISTINCT m.text, '; ' ORDER BY m.text) FILTER (WHERE m.type = 'LOC') AS locations
    FROM curated.mention AS m
    WHERE m.article_id = d.article_id AND m.day = d.day
) AS named
WHERE d.realis = 'asserted' AND d.quad_class <> 'none';

COMMENT ON VIEW curated.polecat_event IS
'Asserted events in the 40 columns of POLECAT''s yearly and weekly files, in their order; one row per event told.
Without CRIME, ACCIDENT, HAZARD, which PLOVER leaves out.';
COMMENT ON COLUMN curated.polecat_event."Event ID" IS 'curated.distinct_event.distinct_event_id.';
COMMENT ON COLUMN curated.polecat_event."Event Date" IS
'The event''s own day where a text gives it to the day, else the day of publication.';
COMMENT ON COLUMN curated.polecat_event."Event Type" IS 'PLOVER 0.8 type.';
COMMENT ON COLUMN curated.polecat_event."Event Mode" IS 'PLOVER mode in lower case; null where none fits.';
COMMENT ON COLUMN curated.polecat_event."Intensity" IS 'PLOVER score of type and mode, -10 to 10.';
COMMENT ON COLUMN curated.polecat_event."Quad Code" IS
'VERBAL COOPERATION, MATERIAL COOPERATION, VERBAL CONFLICT or MATERIAL CONFLICT.';
COMMENT ON COLUMN curated.polecat_event."Contexts" IS 'Null: contexts are not coded.';
COMMENT ON COLUMN curated.polecat_event."Actor Name" IS
'Actors in the order of the text: English name, else Arabic, else the words; joined by "; ". Null without one.';
COMMENT ON COLUMN curated.polecat_event."Actor Country" IS 'ISO 3166-1 alpha-3 of each actor, None where unknown.';
COMMENT ON COLUMN curated.polecat_event."Actor COW" IS 'Null: Correlates-of-War codes are not kept.';
COMMENT ON COLUMN curated.polecat_event."Primary Actor Sector" IS 'PLOVER sector of the first actor that has one.';
COMMENT ON COLUMN curated.polecat_event."Actor Sectors" IS 'PLOVER sector of each actor, None where unknown.';
COMMENT ON COLUMN curated.polecat_event."Actor Title" IS 'Null: titles are not kept.';
COMMENT ON COLUMN curated.polecat_event."Actor Name Raw" IS 'The words that name each actor.';
COMMENT ON COLUMN curated.polecat_event."Wikipedia Actor ID" IS
'Null: the authority keeps Wikidata ids (curated.entity.wikidata_id).';
COMMENT ON COLUMN curated.polecat_event."Recipient Name" IS 'As Actor Name.';
COMMENT ON COLUMN curated.polecat_event."Recipient Country" IS 'As Actor Country.';
COMMENT ON COLUMN curated.polecat_event."Recipient COW" IS 'Null, as Actor COW.';
COMMENT ON COLUMN curated.polecat_event."Primary Recipient Sector" IS 'As Primary Actor Sector.';
COMMENT ON COLUMN curated.polecat_event."Recipient Sectors" IS 'As Actor Sectors.';
COMMENT ON COLUMN curated.polecat_event."Recipient Title" IS 'Null, as Actor Title.';
COMMENT ON COLUMN curated.polecat_event."Recipient Name Raw" IS 'As Actor Name Raw.';
COMMENT ON COLUMN curated.polecat_event."Wikipedia Recipient ID" IS 'Null, as Wikipedia Actor ID.';
COMMENT ON COLUMN curated.polecat_event."Placename" IS 'The place: English name, else Arabic, else the words.';
COMMENT ON COLUMN curated.polecat_event."City" IS
'The same where it lies within a division or belongs to none; null for countries and divisions.';
COMMENT ON COLUMN curated.polecat_event."District" IS 'Null: the authority has no second-level divisions.';
COMMENT ON COLUMN curated.polecat_event."Province" IS 'First-level division.';
COMMENT ON COLUMN curated.polecat_event."Country" IS 'ISO 3166-1 alpha-3 of the place.';
COMMENT ON COLUMN curated.polecat_event."Latitude" IS 'Degrees north.';
COMMENT ON COLUMN curated.polecat_event."Longitude" IS 'Degrees east.';
COMMENT ON COLUMN curated.polecat_event."GeoNames ID" IS
'Of places that the authority took from GeoNames; null for others.';
COMMENT ON COLUMN curated.polecat_event."Raw Placename" IS
'The place as the first article writes it; null where only others give one.';
COMMENT ON COLUMN curated.polecat_event."Feature Type" IS 'Null: the authority keeps no feature types.';
COMMENT ON COLUMN curated.polecat_event."Source" IS 'The outlet that told of it first, in English.';
COMMENT ON COLUMN curated.polecat_event."Publication Date" IS
'Partition of the article that told of it first: filter here.';
COMMENT ON COLUMN curated.polecat_event."Story People" IS
'Persons that article mentions, as written, joined by "; ".';
COMMENT ON COLUMN curated.polecat_event."Story Organizations" IS 'Organisations that article mentions.';
COMMENT ON COLUMN curated.polecat_event."Story Locations" IS 'Places that article mentions.';
COMMENT ON COLUMN curated.polecat_event."Language" IS 'ISO 639-1 of that article.';
COMMENT ON COLUMN curated.polecat_event."Version" IS 'What found the event.';
GRANT SELECT ON curated.polecat_event TO marsad_reader, marsad_loader;

-- migrate:down

DROP VIEW curated.polecat_event;
