-- migrate:up

CREATE TABLE curated.source (
    source_id text PRIMARY KEY,
    name text NOT NULL,
    name_en text NOT NULL,
    country_code text NOT NULL,
    language text NOT NULL,
    timezone text NOT NULL,
    homepage text NOT NULL,
    is_enabled boolean NOT NULL
);
COMMENT ON TABLE curated.source IS 'Outlets of the catalogue that this installation has watched.';
COMMENT ON COLUMN curated.source.source_id IS 'The catalogue''s file name, e.g. shafaq.';
COMMENT ON COLUMN curated.source.name IS 'Name in its own script.';
COMMENT ON COLUMN curated.source.name_en IS 'Name in English.';
COMMENT ON COLUMN curated.source.country_code IS 'ISO 3166-1 alpha-2 of its seat.';
COMMENT ON COLUMN curated.source.language IS 'ISO 639-1 of what it publishes.';
COMMENT ON COLUMN curated.source.timezone IS 'IANA zone of its local times.';
COMMENT ON COLUMN curated.source.homepage IS 'Its home page.';
COMMENT ON COLUMN curated.source.is_enabled IS 'Whether it is polled now.';

CREATE TABLE curated.feed (
    feed_id text PRIMARY KEY,
    source_id text NOT NULL REFERENCES curated.source (source_id),
    url text NOT NULL
);
COMMENT ON TABLE curated.feed IS 'Feeds of the sources.';
COMMENT ON COLUMN curated.feed.feed_id IS 'source_id/name.';
COMMENT ON COLUMN curated.feed.source_id IS 'The outlet.';
COMMENT ON COLUMN curated.feed.url IS 'Where it is polled.';

CREATE TABLE curated.article (
    article_id text PRIMARY KEY,
    entry_id text NOT NULL,
    source_id text NOT NULL REFERENCES curated.source (source_id),
    day date NOT NULL,
    url text NOT NULL,
    canonical_url text NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    body_source text NOT NULL CHECK (body_source IN ('page', 'feed')),
    language text,
    author text,
    image_url text,
    published_at timestamptz,
    version integer NOT NULL,
    content_hash text NOT NULL,
    extractor_version text NOT NULL,
    annotator_version text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX article_day_idx ON curated.article (day, source_id);
CREATE INDEX article_entry_idx ON curated.article (entry_id);
COMMENT ON TABLE curated.article IS
'One row per canonical URL: the newest published version. Every offset of its mentions and events points into body.';
COMMENT ON COLUMN curated.article.article_id IS 'sha256 over source_id and canonical_url, first 32 hex digits.';
COMMENT ON COLUMN curated.article.entry_id IS 'The entry that brought it (raw.entry).';
COMMENT ON COLUMN curated.article.source_id IS 'The outlet.';
COMMENT ON COLUMN curated.article.day IS 'The partition: UTC day of publication.';
COMMENT ON COLUMN curated.article.url IS 'The link as the feed gave it.';
COMMENT ON COLUMN curated.article.canonical_url IS 'The link without tracking, in one spelling.';
COMMENT ON COLUMN curated.article.title IS 'Headline, plain text.';
COMMENT ON COLUMN curated.article.body IS
'The text, paragraphs separated by line feeds, otherwise as the outlet wrote it.';
COMMENT ON COLUMN curated.article.body_source IS 'page, or feed where the page was blocked, empty or clearly cut.';
COMMENT ON COLUMN curated.article.language IS 'ISO 639-1 of the body; null when too short to tell.';
COMMENT ON COLUMN curated.article.author IS 'As the page or the feed names it.';
COMMENT ON COLUMN curated.article.image_url IS 'Lead image.';
COMMENT ON COLUMN curated.article.published_at IS
'UTC; from the feed, else the page''s metadata; null when neither says.';
COMMENT ON COLUMN curated.article.version IS 'Number of the version shown here (curated.article_version).';
COMMENT ON COLUMN curated.article.content_hash IS 'sha256 over title and body.';
COMMENT ON COLUMN curated.article.extractor_version IS 'What extracted it.';
COMMENT ON COLUMN curated.article.annotator_version IS 'What annotated it.';
COMMENT ON COLUMN curated.article.created_at IS 'When it was first published here.';
COMMENT ON COLUMN curated.article.updated_at IS 'When any column of it last changed.';

CREATE TABLE curated.article_version (
    article_id text NOT NULL REFERENCES curated.article (article_id),
    version integer NOT NULL,
    revision integer NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    content_hash text NOT NULL,
    is_title_changed boolean NOT NULL,
    is_body_changed boolean NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (article_id, version)
);
COMMENT ON TABLE curated.article_version IS
'Every text an article had while it was watched; curated.article.version says which is current.';
COMMENT ON COLUMN curated.article_version.article_id IS 'The article.';
COMMENT ON COLUMN curated.article_version.version IS '1, 2, 3 ... in the order they were published here.';
COMMENT ON COLUMN curated.article_version.revision IS 'The entry''s revision that brought it.';
COMMENT ON COLUMN curated.article_version.title IS 'Headline of this version.';
COMMENT ON COLUMN curated.article_version.body IS 'Text of this version.';
COMMENT ON COLUMN curated.article_version.content_hash IS 'sha256 over title and body.';
COMMENT ON COLUMN curated.article_version.is_title_changed IS 'Title differs from the version before.';
COMMENT ON COLUMN curated.article_version.is_body_changed IS 'Body differs from the version before.';
COMMENT ON COLUMN curated.article_version.created_at IS 'When it was published here.';

CREATE TABLE curated.entity (
    entity_id text PRIMARY KEY,
    type text NOT NULL CHECK (type IN ('PER', 'ORG', 'LOC')),
    name text NOT NULL,
    name_en text,
    wikidata_id text,
    country_code text,
    sector_code text,
    latitude double precision,
    longitude double precision,
    is_authority boolean NOT NULL
);
COMMENT ON TABLE curated.entity IS
'Persons, organisations and places that published articles mention: the authority''s, or local ones under their name.';
COMMENT ON COLUMN curated.entity.entity_id IS 'The authority''s id, or local:<hash of type and folded name>.';
COMMENT ON COLUMN curated.entity.type IS 'PER, ORG or LOC.';
COMMENT ON COLUMN curated.entity.name IS 'Preferred Arabic name; for local ones the name as first met.';
COMMENT ON COLUMN curated.entity.name_en IS 'English name, where known.';
COMMENT ON COLUMN curated.entity.wikidata_id IS 'Q id, only where verified.';
COMMENT ON COLUMN curated.entity.country_code IS 'ISO 3166-1 alpha-2.';
COMMENT ON COLUMN curated.entity.sector_code IS 'PLOVER actor sector: GOV, MIL, REB, ...';
COMMENT ON COLUMN curated.entity.latitude IS 'Degrees north, places only.';
COMMENT ON COLUMN curated.entity.longitude IS 'Degrees east, places only.';
COMMENT ON COLUMN curated.entity.is_authority IS 'From the shipped authority (true) or made from a name alone (false).';

CREATE TABLE curated.entity_alias (
    entity_id text NOT NULL REFERENCES curated.entity (entity_id),
    alias text NOT NULL,
    PRIMARY KEY (entity_id, alias)
);
COMMENT ON TABLE curated.entity_alias IS 'Names under which an entity was met in published articles.';
COMMENT ON COLUMN curated.entity_alias.entity_id IS 'The entity.';
COMMENT ON COLUMN curated.entity_alias.alias IS 'The name as written.';

CREATE TABLE curated.mention (
    article_id text NOT NULL REFERENCES curated.article (article_id),
    start integer NOT NULL,
    "end" integer NOT NULL,
    text text NOT NULL,
    type text NOT NULL CHECK (type IN ('PER', 'ORG', 'LOC')),
    entity_id text REFERENCES curated.entity (entity_id),
    link_status text NOT NULL CHECK (link_status IN ('linked', 'ambiguous', 'nil')),
    annotator_version text NOT NULL,
    PRIMARY KEY (article_id, start, "end", type),
    CHECK (start >= 0 AND start < "end")
);
CREATE INDEX mention_entity_idx ON curated.mention (entity_id);
COMMENT ON TABLE curated.mention IS
'Spans of curated.article.body that name something: substring(body from start + 1 for "end" - start) = text.';
COMMENT ON COLUMN curated.mention.article_id IS 'The article.';
COMMENT ON COLUMN curated.mention.start IS 'First code point, counted from 0.';
COMMENT ON COLUMN curated.mention."end" IS 'Code point after the last.';
COMMENT ON COLUMN curated.mention.text IS 'The span''s text.';
COMMENT ON COLUMN curated.mention.type IS 'PER, ORG or LOC.';
COMMENT ON COLUMN curated.mention.entity_id IS 'What it names; null when ambiguous.';
COMMENT ON COLUMN curated.mention.link_status IS 'linked (authority), ambiguous, nil (unknown to the authority).';
COMMENT ON COLUMN curated.mention.annotator_version IS 'What found it.';

CREATE TABLE curated.event (
    article_id text NOT NULL REFERENCES curated.article (article_id),
    event_id text NOT NULL,
    event_type text NOT NULL,
    mode text,
    trigger_start integer NOT NULL,
    trigger_end integer NOT NULL,
    trigger_text text NOT NULL,
    realis text NOT NULL CHECK (realis IN ('asserted', 'negated', 'planned', 'hypothetical')),
    event_date text,
    date_precision text CHECK (date_precision IN ('year', 'month', 'day', 'range')),
    date_start integer,
    date_end integer,
    date_text text,
    place_start integer,
    place_end integer,
    place_text text,
    place_entity_id text,
    country_code text,
    admin1_code text,
    latitude double precision,
    longitude double precision,
    attribution_start integer,
    attribution_end integer,
    attribution_text text,
    attribution_entity_id text,
    confidence real NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    quad_class text NOT NULL,
    score real NOT NULL,
    annotator_version text NOT NULL,
    PRIMARY KEY (article_id, event_id)
);
CREATE INDEX event_type_idx ON curated.event (event_type, country_code);
COMMENT ON TABLE curated.event IS
'Who did what to whom, where, when, says who, and did it happen: one row per event an article tells of.';
COMMENT ON COLUMN curated.event.article_id IS 'The article.';
COMMENT ON COLUMN curated.event.event_id IS
'sha256 over article, type, actors, recipients, place, date and rank, first 32 hex digits.';
COMMENT ON COLUMN curated.event.event_type IS 'PLOVER 0.8 type, or CRIME, ACCIDENT, HAZARD.';
COMMENT ON COLUMN curated.event.mode IS 'PLOVER mode in lower case; null where none fits.';
COMMENT ON COLUMN curated.event.trigger_start IS 'First code point of the words that name the event.';
COMMENT ON COLUMN curated.event.trigger_end IS 'Code point after them.';
COMMENT ON COLUMN curated.event.trigger_text IS 'Those words.';
COMMENT ON COLUMN curated.event.realis IS 'asserted, negated, planned or hypothetical.';
COMMENT ON COLUMN curated.event.event_date IS
'The event''s own date, ISO 8601 at its precision, start/end for a range; null when the text gives none.';
COMMENT ON COLUMN curated.event.date_precision IS 'year, month, day or range.';
COMMENT ON COLUMN curated.event.date_start IS 'First code point of the date expression.';
COMMENT ON COLUMN curated.event.date_end IS 'Code point after it.';
COMMENT ON COLUMN curated.event.date_text IS 'The date expression.';
COMMENT ON COLUMN curated.event.place_start IS 'First code point of the place.';
COMMENT ON COLUMN curated.event.place_end IS 'Code point after it.';
COMMENT ON COLUMN curated.event.place_text IS 'The place as written.';
COMMENT ON COLUMN curated.event.place_entity_id IS 'The place in the authority.';
COMMENT ON COLUMN curated.event.country_code IS 'ISO 3166-1 alpha-2 of the place.';
COMMENT ON COLUMN curated.event.admin1_code IS 'First-level division of the place, the authority''s id.';
COMMENT ON COLUMN curated.event.latitude IS 'Degrees north of the place.';
COMMENT ON COLUMN curated.event.longitude IS 'Degrees east of the place.';
COMMENT ON COLUMN curated.event.attribution_start IS 'First code point of whom the text credits.';
COMMENT ON COLUMN curated.event.attribution_end IS 'Code point after it.';
COMMENT ON COLUMN curated.event.attribution_text IS 'Whom the text credits, as written.';
COMMENT ON COLUMN curated.event.attribution_entity_id IS 'Whom the text credits.';
COMMENT ON COLUMN curated.event.confidence IS '0 to 1.';
COMMENT ON COLUMN curated.event.quad_class IS 'PLOVER quad class of the type.';
COMMENT ON COLUMN curated.event.score IS 'Conflict-cooperation score of the type, -10 to 10.';
COMMENT ON COLUMN curated.event.annotator_version IS 'What found it.';

CREATE TABLE curated.event_role (
    article_id text NOT NULL,
    event_id text NOT NULL,
    role text NOT NULL CHECK (role IN ('actor', 'recipient')),
    start integer NOT NULL,
    "end" integer NOT NULL,
    text text NOT NULL,
    entity_id text,
    country_code text,
    sector_code text,
    annotator_version text NOT NULL,
    PRIMARY KEY (article_id, event_id, role, start, "end"),
    FOREIGN KEY (article_id, event_id) REFERENCES curated.event (article_id, event_id)
);
COMMENT ON TABLE curated.event_role IS 'Actors and recipients of events.';
COMMENT ON COLUMN curated.event_role.article_id IS 'The article.';
COMMENT ON COLUMN curated.event_role.event_id IS 'The event.';
COMMENT ON COLUMN curated.event_role.role IS 'actor or recipient.';
COMMENT ON COLUMN curated.event_role.start IS 'First code point in the body.';
COMMENT ON COLUMN curated.event_role."end" IS 'Code point after the last.';
COMMENT ON COLUMN curated.event_role.text IS 'The words naming who.';
COMMENT ON COLUMN curated.event_role.entity_id IS 'Who it is, where known.';
COMMENT ON COLUMN curated.event_role.country_code IS 'ISO 3166-1 alpha-2, where known.';
COMMENT ON COLUMN curated.event_role.sector_code IS 'PLOVER actor sector, where known.';
COMMENT ON COLUMN curated.event_role.annotator_version IS 'What found it.';

CREATE TABLE curated.event_quantity (
    article_id text NOT NULL,
    event_id text NOT NULL,
    kind text NOT NULL,
    value bigint NOT NULL,
    start integer NOT NULL,
    "end" integer NOT NULL,
    text text NOT NULL,
    annotator_version text NOT NULL,
    PRIMARY KEY (article_id, event_id, kind, start, "end"),
    FOREIGN KEY (article_id, event_id) REFERENCES curated.event (article_id, event_id)
);
COMMENT ON TABLE curated.event_quantity IS 'Numbers told of events; conflicting figures are all kept.';
COMMENT ON COLUMN curated.event_quantity.article_id IS 'The article.';
COMMENT ON COLUMN curated.event_quantity.event_id IS 'The event.';
COMMENT ON COLUMN curated.event_quantity.kind IS
'killed, injured, arrested, missing, displaced, released, participants, money, other.';
COMMENT ON COLUMN curated.event_quantity.value IS 'The number.';
COMMENT ON COLUMN curated.event_quantity.start IS 'First code point in the body.';
COMMENT ON COLUMN curated.event_quantity."end" IS 'Code point after the last.';
COMMENT ON COLUMN curated.event_quantity.text IS 'The words it was read from.';
COMMENT ON COLUMN curated.event_quantity.annotator_version IS 'What found it.';

-- migrate:down

DROP TABLE curated.event_quantity;
DROP TABLE curated.event_role;
DROP TABLE curated.event;
DROP TABLE curated.mention;
DROP TABLE curated.entity_alias;
DROP TABLE curated.entity;
DROP TABLE curated.article_version;
DROP TABLE curated.article;
DROP TABLE curated.feed;
DROP TABLE curated.source;
