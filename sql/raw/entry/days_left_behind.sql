-- Newest first, and not too many at once: days that never move must not crowd out today.
SELECT DISTINCT day
FROM raw.entry
WHERE
    status IN ('discovered', 'retrieved', 'extracted', 'annotated')
    AND status_at < %(before)s
ORDER BY day DESC
LIMIT %(limit)s
