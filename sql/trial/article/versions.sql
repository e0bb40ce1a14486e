-- Of every version: what is published with it, and what it has read on trial and can be compared with.
WITH counted AS (
    SELECT
        a.annotator_version,
        a.day,
        1 AS published_count,
        0 AS trial_count,
        0 AS failed_count,
        0 AS outdated_count
    FROM curated.article AS a
    WHERE coalesce(a.day = %(day)s, TRUE)
    UNION ALL
    SELECT
        t.annotator_version,
        t.day,
        0 AS published_count,
        (t.failure IS NULL)::integer AS trial_count,
        (t.failure IS NOT NULL)::integer AS failed_count,
        (
            NOT EXISTS (
                SELECT FROM curated.article AS a
                WHERE a.day = t.day AND a.article_id = t.article_id AND a.content_hash = t.content_hash
            )
        )::integer AS outdated_count
    FROM trial.article AS t
    WHERE coalesce(t.day = %(day)s, TRUE)
)

SELECT
    annotator_version,
    min(day) AS first_day,
    max(day) AS last_day,
    sum(published_count)::integer AS published_count,
    sum(trial_count)::integer AS trial_count,
    sum(failed_count)::integer AS failed_count,
    sum(outdated_count)::integer AS outdated_count
FROM counted
GROUP BY annotator_version
ORDER BY max(day) DESC, annotator_version ASC
