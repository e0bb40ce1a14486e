-- What a version read of a day goes as a whole, once nobody has tried it there for long.
SELECT
    annotator_version,
    day
FROM trial.article
GROUP BY annotator_version, day
HAVING max(annotated_at) < %(before)s
ORDER BY annotator_version, day
