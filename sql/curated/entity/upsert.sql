-- A local entity keeps the name it was first met under.
INSERT INTO curated.entity AS c (
    entity_id, type, name, name_en, wikidata_id, country_code, sector_code, latitude, longitude, is_authority
)
SELECT
    entity_id,
    type,
    name,
    name_en,
    wikidata_id,
    country_code,
    sector_code,
    latitude,
    longitude,
    is_authority
FROM incoming_curated_entity
ORDER BY entity_id
ON CONFLICT (entity_id) DO UPDATE SET
    type = excluded.type,
    name = excluded.name,
    name_en = excluded.name_en,
    wikidata_id = excluded.wikidata_id,
    country_code = excluded.country_code,
    sector_code = excluded.sector_code,
    latitude = excluded.latitude,
    longitude = excluded.longitude
WHERE c.is_authority AND (
    c.type, c.name, c.name_en, c.wikidata_id, c.country_code, c.sector_code, c.latitude, c.longitude
) IS DISTINCT FROM (
    excluded.type, excluded.name, excluded.name_en, excluded.wikidata_id, excluded.country_code,
    excluded.sector_code, excluded.latitude, excluded.longitude
)
