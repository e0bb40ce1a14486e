-- migrate:up

-- lz4 packs Arabic bodies about twice as fast as pglz. The embedded Postgres is built without it, and a body
-- that is packed the slower way is no reason to refuse a server.
DO $$
BEGIN
    ALTER TABLE raw.entry ALTER COLUMN content SET COMPRESSION lz4;
    ALTER TABLE stage.article ALTER COLUMN body SET COMPRESSION lz4;
    ALTER TABLE curated.article ALTER COLUMN body SET COMPRESSION lz4;
    ALTER TABLE curated.article_version ALTER COLUMN body SET COMPRESSION lz4;
EXCEPTION
    WHEN feature_not_supported THEN
        RAISE NOTICE 'this server has no lz4: bodies are packed with pglz';
END
$$;

-- migrate:down

ALTER TABLE curated.article_version ALTER COLUMN body SET COMPRESSION pglz;
ALTER TABLE curated.article ALTER COLUMN body SET COMPRESSION pglz;
ALTER TABLE stage.article ALTER COLUMN body SET COMPRESSION pglz;
ALTER TABLE raw.entry ALTER COLUMN content SET COMPRESSION pglz;
