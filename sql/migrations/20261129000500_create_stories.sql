-- migrate:up

CREATE TABLE curated.story (
    story_id text PRIMARY KEY,
    first_day date NOT NULL,
    last_day date NOT NULL,
    title text NOT NULL,
    article_count integer NOT NULL CHECK (article_count > 0),
    source_count integer NOT NULL CHECK (source_count > 0),
    independent_source_count integer NOT NULL CHECK (independent_source_count > 0),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX story_first_day_idx ON curated.story (first_day, last_day);
COMMENT ON TABLE curated.story IS
'Articles of any outlets that tell the same event; an article that stands alone is a story of one.';
COMMENT ON COLUMN curated.story.story_id IS 'sha256 over the id of its first article, first 32 hex digits.';
COMMENT ON COLUMN curated.story.first_day IS 'UTC day of its first article.';
COMMENT ON COLUMN curated.story.last_day IS 'UTC day of its last article.';
COMMENT ON COLUMN curated.story.title IS 'Headline of its first article that is no flash, else of the flash.';
COMMENT ON COLUMN curated.story.article_count IS 'Articles in it.';
COMMENT ON COLUMN curated.story.source_count IS 'Outlets that told it.';
COMMENT ON COLUMN curated.story.independent_source_count IS
'Outlets that told it in words of their own; those that credit one agency count once.';
COMMENT ON COLUMN curated.story.created_at IS 'When it was first linked here.';
COMMENT ON COLUMN curated.story.updated_at IS 'When any column of it last changed.';

CREATE TABLE curated.story_article (
    story_id text NOT NULL REFERENCES curated.story (story_id),
    article_id text PRIMARY KEY,
    day date NOT NULL,
    relation text NOT NULL CHECK (relation IN ('own', 'copy', 'flash')),
    origin_article_id text,
    agency_code text,
    CHECK ((relation = 'own') = (origin_article_id IS NULL))
);
CREATE INDEX story_article_story_idx ON curated.story_article (story_id);
CREATE INDEX story_article_day_idx ON curated.story_article (day);
COMMENT ON TABLE curated.story_article IS 'Which story each article belongs to, and whether its words are its own.';
COMMENT ON COLUMN curated.story_article.story_id IS 'The story.';
COMMENT ON COLUMN curated.story_article.article_id IS 'The article; it is in one story only.';
COMMENT ON COLUMN curated.story_article.day IS 'The article''s partition.';
COMMENT ON COLUMN curated.story_article.relation IS
'own; copy: its text was published before, here or elsewhere; flash: a later article holds what it says, and more.';
COMMENT ON COLUMN curated.story_article.origin_article_id IS
'Of a copy, the article that published the text first; of a flash, the fuller one; else null.';
COMMENT ON COLUMN curated.story_article.agency_code IS
'The news agency that its dateline or its end credits (include/rules/agencies.yml); null when none.';

CREATE TABLE curated.story_event (
    story_event_id text PRIMARY KEY,
    story_id text NOT NULL REFERENCES curated.story (story_id),
    event_type text NOT NULL,
    mode text,
    realis text NOT NULL CHECK (realis IN ('asserted', 'negated', 'planned', 'hypothetical')),
    event_date text,
    date_precision text CHECK (date_precision IN ('year', 'month', 'day', 'range')),
    country_code text,
    admin1_code text,
    place_entity_id text,
    latitude double precision,
    longitude double precision,
    confidence real NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    article_count integer NOT NULL CHECK (article_count > 0),
    source_count integer NOT NULL CHECK (source_count > 0),
    independent_source_count integer NOT NULL CHECK (independent_source_count > 0)
);
CREATE INDEX story_event_story_idx ON curated.story_event (story_id);
COMMENT ON TABLE curated.story_event IS 'One row per event of a story, however many of its articles tell of it.';
COMMENT ON COLUMN curated.story_event.story_event_id IS
'sha256 over the story and the first article''s event in it, first 32 hex digits.';
COMMENT ON COLUMN curated.story_event.story_id IS 'The story.';
COMMENT ON COLUMN curated.story_event.event_type IS 'PLOVER 0.8 type, or CRIME, ACCIDENT, HAZARD.';
COMMENT ON COLUMN curated.story_event.mode IS 'PLOVER mode in lower case; null where none fits.';
COMMENT ON COLUMN curated.story_event.realis IS 'asserted, negated, planned or hypothetical.';
COMMENT ON COLUMN curated.story_event.event_date IS
'The most precise date its articles give, ISO 8601; null when none gives any.';
COMMENT ON COLUMN curated.story_event.date_precision IS 'year, month, day or range.';
COMMENT ON COLUMN curated.story_event.country_code IS 'ISO 3166-1 alpha-2 of the place.';
COMMENT ON COLUMN curated.story_event.admin1_code IS 'First-level division of the place, the authority''s id.';
COMMENT ON COLUMN curated.story_event.place_entity_id IS 'The most precise place its articles give.';
COMMENT ON COLUMN curated.story_event.latitude IS 'Degrees north of the place.';
COMMENT ON COLUMN curated.story_event.longitude IS 'Degrees east of the place.';
COMMENT ON COLUMN curated.story_event.confidence IS 'The highest of its members, 0 to 1.';
COMMENT ON COLUMN curated.story_event.article_count IS 'Articles that tell of it.';
COMMENT ON COLUMN curated.story_event.source_count IS 'Outlets that tell of it.';
COMMENT ON COLUMN curated.story_event.independent_source_count IS
'Outlets that tell of it in words of their own; those that credit one agency count once.';

CREATE TABLE curated.story_event_member (
    story_event_id text NOT NULL REFERENCES curated.story_event (story_event_id),
    article_id text NOT NULL,
    event_id text NOT NULL,
    PRIMARY KEY (article_id, event_id)
);
CREATE INDEX story_event_member_event_idx ON curated.story_event_member (story_event_id);
COMMENT ON TABLE curated.story_event_member IS
'The articles'' events (curated.event) that a story''s event stands for.';
COMMENT ON COLUMN curated.story_event_member.story_event_id IS 'The story''s event.';
COMMENT ON COLUMN curated.story_event_member.article_id IS 'The article.';
COMMENT ON COLUMN curated.story_event_member.event_id IS 'The event in that article.';

CREATE TABLE ops.fingerprint (
    article_id text PRIMARY KEY,
    source_id text NOT NULL,
    day date NOT NULL,
    content_hash text NOT NULL,
    fingerprint_version text NOT NULL,
    text_hash text NOT NULL,
    block_hashes bigint[] NOT NULL
);
CREATE INDEX fingerprint_day_idx ON ops.fingerprint (day, source_id);
CREATE INDEX fingerprint_text_hash_idx ON ops.fingerprint (text_hash);
COMMENT ON TABLE ops.fingerprint IS 'What published articles are compared by, as long as their text stays the same.';
COMMENT ON COLUMN ops.fingerprint.article_id IS 'The article.';
COMMENT ON COLUMN ops.fingerprint.source_id IS 'The outlet.';
COMMENT ON COLUMN ops.fingerprint.day IS 'The article''s partition.';
COMMENT ON COLUMN ops.fingerprint.content_hash IS 'curated.article.content_hash of the text it was taken from.';
COMMENT ON COLUMN ops.fingerprint.fingerprint_version IS 'The method; another one takes all fingerprints anew.';
COMMENT ON COLUMN ops.fingerprint.text_hash IS 'sha256 over the folded words of the body, first 32 hex digits.';
COMMENT ON COLUMN ops.fingerprint.block_hashes IS
'A hash of each paragraph''s folded words: those that many articles of an outlet share say nothing of one.';

CREATE TABLE ops.minhash_band (
    band smallint NOT NULL,
    hash bigint NOT NULL,
    article_id text NOT NULL REFERENCES ops.fingerprint (article_id) ON DELETE CASCADE,
    day date NOT NULL,
    PRIMARY KEY (article_id, band)
);
CREATE INDEX minhash_band_hash_idx ON ops.minhash_band (band, hash);
COMMENT ON TABLE ops.minhash_band IS
'Bands of MinHash signatures: articles that share one are candidates for copies of each other.';
COMMENT ON COLUMN ops.minhash_band.band IS 'Number of the band, from 0.';
COMMENT ON COLUMN ops.minhash_band.hash IS 'Hash of the signature''s rows in this band.';
COMMENT ON COLUMN ops.minhash_band.article_id IS 'The article.';
COMMENT ON COLUMN ops.minhash_band.day IS 'The article''s partition.';

CREATE TABLE ops.article_pair (
    article_id text NOT NULL,
    other_article_id text NOT NULL,
    day date NOT NULL,
    other_day date NOT NULL,
    relation text NOT NULL CHECK (relation IN ('copy', 'flash', 'event')),
    similarity real NOT NULL,
    PRIMARY KEY (article_id, other_article_id)
);
CREATE INDEX article_pair_other_idx ON ops.article_pair (other_article_id);
CREATE INDEX article_pair_day_idx ON ops.article_pair (day, other_day);
COMMENT ON TABLE ops.article_pair IS
'Pairs of articles that were compared and belong together; stories are made of them.';
COMMENT ON COLUMN ops.article_pair.article_id IS 'The earlier article; of two of one moment, the smaller id.';
COMMENT ON COLUMN ops.article_pair.other_article_id IS 'The later article.';
COMMENT ON COLUMN ops.article_pair.day IS 'Partition of the earlier one.';
COMMENT ON COLUMN ops.article_pair.other_day IS 'Partition of the later one.';
COMMENT ON COLUMN ops.article_pair.relation IS
'copy: one text; flash: the later one holds the earlier, and more; event: both tell the same event.';
COMMENT ON COLUMN ops.article_pair.similarity IS
'0 to 1: shared shingles of copies, contained words of a flash, weighed shared words of an event.';

GRANT SELECT, INSERT, UPDATE, DELETE ON
curated.story, curated.story_article, curated.story_event, curated.story_event_member,
ops.fingerprint, ops.minhash_band, ops.article_pair TO marsad_loader;
GRANT SELECT ON
curated.story, curated.story_article, curated.story_event, curated.story_event_member TO marsad_reader;

-- migrate:down

DROP TABLE ops.article_pair;
DROP TABLE ops.minhash_band;
DROP TABLE ops.fingerprint;
DROP TABLE curated.story_event_member;
DROP TABLE curated.story_event;
DROP TABLE curated.story_article;
DROP TABLE curated.story;
