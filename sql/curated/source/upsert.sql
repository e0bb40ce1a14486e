INSERT INTO curated.source AS c (
    source_id, name, name_en, country_code, language, timezone, homepage, is_enabled
)
SELECT
    source_id,
    name,
    name_en,
    country_code,
    language,
    timezone,
    homepage,
    is_enabled
FROM incoming_curated_source
ORDER BY source_id
ON CONFLICT (source_id) DO UPDATE SET
    name = excluded.name,
    name_en = excluded.name_en,
    country_code = excluded.country_code,
    language = excluded.language,
    timezone = excluded.timezone,
    homepage = excluded.homepage,
    is_enabled = excluded.is_enabled
WHERE (c.name, c.name_en, c.country_code, c.language, c.timezone, c.homepage, c.is_enabled) IS DISTINCT FROM (
    excluded.name, excluded.name_en, excluded.country_code, excluded.language, excluded.timezone,
    excluded.homepage, excluded.is_enabled
)
