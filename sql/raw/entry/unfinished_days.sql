SELECT DISTINCT day
FROM raw.entry
WHERE status IN ('discovered', 'retrieved', 'extracted', 'annotated')
ORDER BY day
