-- migrate:up

-- Roles belong to the server, not to the database: another installation may have made them already,
-- and a managed server may refuse to let us.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'marsad_loader') THEN
        CREATE ROLE marsad_loader NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'marsad_reader') THEN
        CREATE ROLE marsad_reader NOLOGIN;
    END IF;
END
$$;

GRANT USAGE ON SCHEMA raw, stage, curated, ops TO marsad_loader;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA raw, stage, curated, ops TO marsad_loader;
GRANT USAGE ON SCHEMA curated, ops TO marsad_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA curated TO marsad_reader;
GRANT SELECT ON ops.funnel TO marsad_reader;
-- Every command looks whether the schema is up to date before it works.
GRANT SELECT ON schema_migrations TO marsad_loader;

-- migrate:down

REVOKE SELECT ON schema_migrations FROM marsad_loader;
REVOKE SELECT ON ops.funnel FROM marsad_reader;
REVOKE SELECT ON ALL TABLES IN SCHEMA curated FROM marsad_reader;
REVOKE USAGE ON SCHEMA curated, ops FROM marsad_reader;
REVOKE SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA raw, stage, curated, ops FROM marsad_loader;
REVOKE USAGE ON SCHEMA raw, stage, curated, ops FROM marsad_loader;
