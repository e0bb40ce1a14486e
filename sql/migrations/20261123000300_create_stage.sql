-- migrate:up

CREATE TABLE stage.article (
    article_id text PRIMARY KEY,
    entry_id text NOT NULL REFERENCES raw.entry (entry_id),
    revision integer NOT NULL,
    source_id text NOT NULL,
    day date NOT NULL,
    url text NOT NULL,
    canonical_url text NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    body_source text NOT NULL,
    language text,
    author text,
    image_url text,
    published_at timestamptz,
    content_hash text NOT NULL,
    extractor_version text NOT NULL,
    annotator_version text
);
CREATE INDEX article_day_idx ON stage.article (day);
CREATE INDEX article_entry_idx ON stage.article (entry_id);

CREATE TABLE stage.mention (
    article_id text NOT NULL REFERENCES stage.article (article_id) ON DELETE CASCADE,
    start integer NOT NULL,
    "end" integer NOT NULL,
    text text NOT NULL,
    type text NOT NULL,
    entity_id text,
    wikidata_id text,
    link_status text NOT NULL,
    annotator_version text NOT NULL,
    PRIMARY KEY (article_id, start, "end", type)
);

CREATE TABLE stage.event (
    article_id text NOT NULL REFERENCES stage.article (article_id) ON DELETE CASCADE,
    event_id text NOT NULL,
    event_type text NOT NULL,
    mode text,
    trigger_start integer NOT NULL,
    trigger_end integer NOT NULL,
    trigger_text text NOT NULL,
    realis text NOT NULL,
    event_date text,
    date_precision text,
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
    confidence real NOT NULL,
    quad_class text NOT NULL,
    score real NOT NULL,
    annotator_version text NOT NULL,
    PRIMARY KEY (article_id, event_id)
);

CREATE TABLE stage.event_role (
    article_id text NOT NULL,
    event_id text NOT NULL,
    role text NOT NULL,
    start integer NOT NULL,
    "end" integer NOT NULL,
    text text NOT NULL,
    entity_id text,
    country_code text,
    sector_code text,
    annotator_version text NOT NULL,
    PRIMARY KEY (article_id, event_id, role, start, "end"),
    FOREIGN KEY (article_id, event_id) REFERENCES stage.event (article_id, event_id) ON DELETE CASCADE
);

CREATE TABLE stage.event_quantity (
    article_id text NOT NULL,
    event_id text NOT NULL,
    kind text NOT NULL,
    value bigint NOT NULL,
    start integer NOT NULL,
    "end" integer NOT NULL,
    text text NOT NULL,
    annotator_version text NOT NULL,
    PRIMARY KEY (article_id, event_id, kind, start, "end"),
    FOREIGN KEY (article_id, event_id) REFERENCES stage.event (article_id, event_id) ON DELETE CASCADE
);

COMMENT ON TABLE stage.article IS
'Extracted articles waiting for annotation, check and publication. Columns as curated.article.';
COMMENT ON COLUMN stage.article.revision IS 'The entry''s revision that brought it.';
COMMENT ON TABLE stage.mention IS 'Mentions of staged articles. Columns as curated.mention.';
COMMENT ON COLUMN stage.mention.wikidata_id IS 'Of the entity it names, where the authority knows it.';
COMMENT ON TABLE stage.event IS 'Events of staged articles. Columns as curated.event.';
COMMENT ON TABLE stage.event_role IS 'Actors and recipients of staged events. Columns as curated.event_role.';
COMMENT ON TABLE stage.event_quantity IS 'Numbers of staged events. Columns as curated.event_quantity.';

-- migrate:down

DROP TABLE stage.event_quantity;
DROP TABLE stage.event_role;
DROP TABLE stage.event;
DROP TABLE stage.mention;
DROP TABLE stage.article;
