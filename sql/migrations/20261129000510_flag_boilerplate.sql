-- migrate:up

ALTER TABLE ops.fingerprint
ADD COLUMN annotator_version text NOT NULL,
ADD COLUMN agency_code text;
COMMENT ON COLUMN ops.fingerprint.annotator_version IS
'curated.article.annotator_version of the events it was compared with.';
COMMENT ON COLUMN ops.fingerprint.agency_code IS
'The news agency that the dateline or the end credits (include/rules/agencies.yml); null when none.';
-- Which articles of an outlet have a paragraph?
CREATE INDEX fingerprint_block_hashes_idx ON ops.fingerprint USING gin (block_hashes);

CREATE TABLE ops.boilerplate (
    source_id text NOT NULL,
    block_hash bigint NOT NULL,
    PRIMARY KEY (source_id, block_hash)
);
COMMENT ON TABLE ops.boilerplate IS
'Paragraphs that an outlet printed under three titles or more. They stay here: comparisons leave them out.';
COMMENT ON COLUMN ops.boilerplate.source_id IS 'The outlet.';
COMMENT ON COLUMN ops.boilerplate.block_hash IS 'Hash of the paragraph''s folded words, as in ops.fingerprint.';

GRANT SELECT, INSERT, UPDATE, DELETE ON ops.boilerplate TO marsad_loader;

-- migrate:down

DROP TABLE ops.boilerplate;
DROP INDEX ops.fingerprint_block_hashes_idx;
ALTER TABLE ops.fingerprint
DROP COLUMN agency_code,
DROP COLUMN annotator_version;
