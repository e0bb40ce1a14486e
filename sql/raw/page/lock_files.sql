-- In the order in which pages are saved, which keeps the two from waiting for each other.
SELECT
    entry_id,
    revision
FROM raw.page
WHERE warc_file = any(%(files)s)
ORDER BY entry_id, revision
FOR UPDATE
