SELECT DISTINCT
    annotator_version,
    day
FROM trial.article
WHERE annotated_at < %(before)s
ORDER BY annotator_version, day
