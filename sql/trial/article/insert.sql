INSERT INTO trial.article (annotator_version, article_id, day, content_hash, failure, annotated_at)
SELECT
    annotator_version,
    article_id,
    day,
    content_hash,
    failure,
    annotated_at
FROM incoming_trial_article
ORDER BY annotator_version, article_id
