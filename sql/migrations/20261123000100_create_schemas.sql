-- migrate:up

CREATE SCHEMA raw;
CREATE SCHEMA stage;
CREATE SCHEMA curated;
CREATE SCHEMA ops;

COMMENT ON SCHEMA raw IS 'What feeds, sitemaps and pages brought, as they brought it.';
COMMENT ON SCHEMA stage IS 'Articles on their way: extracted, annotated, not yet checked. Emptied by publication.';
COMMENT ON SCHEMA curated IS 'Checked articles, mentions and events. What analysts read.';
COMMENT ON SCHEMA ops IS 'How the pipeline itself is doing: feeds, polls, checks, quarantine, issues, the funnel.';

-- migrate:down

DROP SCHEMA ops;
DROP SCHEMA curated;
DROP SCHEMA stage;
DROP SCHEMA raw;
