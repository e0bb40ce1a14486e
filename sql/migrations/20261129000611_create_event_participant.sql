-- migrate:up

CREATE VIEW curated.event_participant AS
SELECT
    r.day,
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
    coalesce(n.name_en, n.name, r.text) AS name
FROM curated.event_role AS r
LEFT JOIN curated.entity AS n ON r.entity_id = n.entity_id
LEFT JOIN codes.country AS country ON r.country_code = country.country_code
LEFT JOIN codes.cameo_role AS role ON r.sector_code = role.sector_code
LEFT JOIN codes.cameo_group AS known ON r.entity_id = known.entity_id;

COMMENT ON VIEW curated.event_participant IS
'Actors and recipients of events, named in English where the authority can, with CAMEO''s codes.';
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
COMMENT ON COLUMN curated.event_participant.name IS 'English name, else Arabic, else the words.';
COMMENT ON COLUMN curated.event_participant.alpha3 IS 'ISO 3166-1 alpha-3, where known.';
COMMENT ON COLUMN curated.event_participant.cameo_country IS 'CAMEO country, as GDELT writes it.';
COMMENT ON COLUMN curated.event_participant.cameo_role IS 'CAMEO role for the sector.';
COMMENT ON COLUMN curated.event_participant.cameo_group IS
'GDELT known-group code, of organisations in codes.cameo_group.';

GRANT SELECT ON curated.event_participant TO marsad_reader, marsad_loader;

-- migrate:down

DROP VIEW curated.event_participant;
