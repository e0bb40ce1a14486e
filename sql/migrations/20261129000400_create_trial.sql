-- migrate:up

-- Beside what is published, never in its way: another version's rows of published texts.
CREATE SCHEMA trial;
COMMENT ON SCHEMA trial IS
'What other versions of the annotator find in published articles: for comparison, before one of them is published.';

CREATE TABLE trial.article (
    annotator_version text NOT NULL,
    article_id text NOT NULL,
    day date NOT NULL,
    content_hash text NOT NULL,
    failure text,
    annotated_at timestamptz NOT NULL,
    PRIMARY KEY (annotator_version, article_id)
);
CREATE INDEX article_day_idx ON trial.article (day, annotator_version);
COMMENT ON TABLE trial.article IS
'Published articles that a version of the annotator has read on trial, or had published before another version was.';
COMMENT ON COLUMN trial.article.annotator_version IS 'What annotated it.';
COMMENT ON COLUMN trial.article.article_id IS 'The article (curated.article).';
COMMENT ON COLUMN trial.article.day IS 'The partition: UTC day of publication.';
COMMENT ON COLUMN trial.article.content_hash IS
'sha256 over the title and body that were read: the rows say nothing of any other text the article has or had.';
COMMENT ON COLUMN trial.article.failure IS 'What the annotator failed with; null where it did not.';
COMMENT ON COLUMN trial.article.annotated_at IS 'When it was read, or put aside.';

-- As staged rows are, since those that are adopted go there: without checks, for these are the gate's.
CREATE TABLE trial.mention (
    LIKE stage.mention INCLUDING COMMENTS,
    PRIMARY KEY (annotator_version, article_id, start, "end", type),
    FOREIGN KEY (annotator_version, article_id)
    REFERENCES trial.article (annotator_version, article_id) ON DELETE CASCADE
);
CREATE TABLE trial.event (
    LIKE stage.event INCLUDING COMMENTS,
    PRIMARY KEY (annotator_version, article_id, event_id),
    FOREIGN KEY (annotator_version, article_id)
    REFERENCES trial.article (annotator_version, article_id) ON DELETE CASCADE
);
CREATE TABLE trial.event_role (
    LIKE stage.event_role INCLUDING COMMENTS,
    PRIMARY KEY (annotator_version, article_id, event_id, role, start, "end"),
    FOREIGN KEY (annotator_version, article_id, event_id)
    REFERENCES trial.event (annotator_version, article_id, event_id) ON DELETE CASCADE
);
CREATE TABLE trial.event_quantity (
    LIKE stage.event_quantity INCLUDING COMMENTS,
    PRIMARY KEY (annotator_version, article_id, event_id, kind, start, "end"),
    FOREIGN KEY (annotator_version, article_id, event_id)
    REFERENCES trial.event (annotator_version, article_id, event_id) ON DELETE CASCADE
);
COMMENT ON TABLE trial.mention IS 'Mentions of articles on trial. Columns as curated.mention.';
COMMENT ON TABLE trial.event IS 'Events of articles on trial. Columns as curated.event.';
COMMENT ON TABLE trial.event_role IS 'Actors and recipients of events on trial. Columns as curated.event_role.';
COMMENT ON TABLE trial.event_quantity IS 'Numbers of events on trial. Columns as curated.event_quantity.';

CREATE TABLE ops.annotation_difference (
    day date NOT NULL,
    from_version text NOT NULL,
    to_version text NOT NULL,
    record text NOT NULL CHECK (record IN ('article', 'mention', 'event')),
    change text NOT NULL,
    type text NOT NULL,
    field_name text NOT NULL,
    record_count integer NOT NULL,
    compared_at timestamptz NOT NULL,
    PRIMARY KEY (day, from_version, to_version, record, change, type, field_name)
);
COMMENT ON TABLE ops.annotation_difference IS
'How two versions of the annotator differ on the articles of a day, counted when they were last compared.';
COMMENT ON COLUMN ops.annotation_difference.day IS 'The partition.';
COMMENT ON COLUMN ops.annotation_difference.from_version IS 'The annotator that came before.';
COMMENT ON COLUMN ops.annotation_difference.to_version IS 'The annotator it is compared with.';
COMMENT ON COLUMN ops.annotation_difference.record IS 'What was counted: article, mention or event.';
COMMENT ON COLUMN ops.annotation_difference.change IS
'Of mentions and events: kept, added, removed or changed. Of articles: compared, unread (by a version).';
COMMENT ON COLUMN ops.annotation_difference.type IS
'Of the mention or event, before it changed; empty for articles.';
COMMENT ON COLUMN ops.annotation_difference.field_name IS
'What changed, each record counted under every field that did; empty counts whole records. Of articles: which version.';
COMMENT ON COLUMN ops.annotation_difference.record_count IS 'How many.';
COMMENT ON COLUMN ops.annotation_difference.compared_at IS 'When.';

GRANT USAGE ON SCHEMA trial TO marsad_loader;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA trial TO marsad_loader;
GRANT SELECT, INSERT, UPDATE, DELETE ON ops.annotation_difference TO marsad_loader;
GRANT SELECT ON ops.annotation_difference TO marsad_reader;

-- migrate:down

DROP TABLE ops.annotation_difference;
DROP TABLE trial.event_quantity;
DROP TABLE trial.event_role;
DROP TABLE trial.event;
DROP TABLE trial.mention;
DROP TABLE trial.article;
DROP SCHEMA trial;
