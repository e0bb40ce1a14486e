-- migrate:up

CREATE VIEW curated.entity_activity AS
WITH trace AS (
    SELECT
        m.day,
        m.entity_id,
        a.article_id,
        a.source_id,
        NULL AS role,
        NULL AS quad_class
    FROM curated.mention AS m
    INNER JOIN curated.article AS a ON m.article_id = a.article_id AND m.day = a.day
    WHERE m.entity_id IS NOT NULL
    UNION ALL
    SELECT
        d.day,
        r.entity_id,
        a.article_id,
        a.source_id,
        r.role,
        d.quad_class
    FROM curated.distinct_event AS d
    INNER JOIN curated.article AS a ON d.article_id = a.article_id AND d.day = a.day
    INNER JOIN curated.event_role AS r
        ON d.article_id = r.article_id AND d.event_id = r.event_id AND d.day = r.day
    WHERE d.realis = 'asserted' AND r.entity_id IS NOT NULL
),

active AS (
    SELECT
        day,
        entity_id,
        count(*) FILTER (WHERE role IS NULL) AS mention_count,
        count(DISTINCT article_id) AS article_count,
        count(DISTINCT source_id) AS source_count,
        count(*) FILTER (WHERE role = 'actor') AS actor_count,
        count(*) FILTER (WHERE role = 'recipient') AS recipient_count,
        count(*) FILTER (WHERE quad_class LIKE '%-cooperation') AS cooperation_count,
        count(*) FILTER (WHERE quad_class LIKE '%-conflict') AS conflict_count
    FROM trace
    GROUP BY day, entity_id
)

SELECT
    t.day,
    t.entity_id,
    n.type,
    n.name,
    n.name_en,
    t.mention_count,
    t.article_count,
    t.source_count,
    t.actor_count,
    t.recipient_count,
    t.cooperation_count,
    t.conflict_count
FROM active AS t
LEFT JOIN curated.entity AS n ON t.entity_id = n.entity_id;

COMMENT ON VIEW curated.entity_activity IS
'One row per day of publication and entity that its articles name: how often, by whom, and its part in asserted events,
each counted once, on the day of the article that told of it first.';
COMMENT ON COLUMN curated.entity_activity.day IS 'Day of publication.';
COMMENT ON COLUMN curated.entity_activity.entity_id IS 'The entity.';
COMMENT ON COLUMN curated.entity_activity.type IS 'PER, ORG or LOC; null where only events name it.';
COMMENT ON COLUMN curated.entity_activity.name IS 'Preferred Arabic name.';
COMMENT ON COLUMN curated.entity_activity.name_en IS 'English name, where known.';
COMMENT ON COLUMN curated.entity_activity.mention_count IS 'Mentions.';
COMMENT ON COLUMN curated.entity_activity.article_count IS 'Articles that name it.';
COMMENT ON COLUMN curated.entity_activity.source_count IS 'Outlets of those articles.';
COMMENT ON COLUMN curated.entity_activity.actor_count IS 'Times it is an actor.';
COMMENT ON COLUMN curated.entity_activity.recipient_count IS 'Times it is a recipient.';
COMMENT ON COLUMN curated.entity_activity.cooperation_count IS 'Its parts in events of verbal or material cooperation.';
COMMENT ON COLUMN curated.entity_activity.conflict_count IS 'Its parts in events of verbal or material conflict.';

GRANT SELECT ON curated.entity_activity TO marsad_reader, marsad_loader;

-- migrate:down

DROP VIEW curated.entity_activity;
