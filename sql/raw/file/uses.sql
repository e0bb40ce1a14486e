-- What the rows say of each WARC file.
WITH places AS (
    SELECT
        warc_file,
        warc_offset + warc_length AS stop,
        fetched_at
    FROM raw.page
    WHERE warc_file IS NOT NULL
    UNION ALL
    SELECT
        warc_file,
        warc_offset + warc_length AS stop,
        polled_at AS fetched_at
    FROM ops.feed_poll
    WHERE warc_file IS NOT NULL
)

SELECT
    warc_file,
    max(stop) AS stop,
    max(fetched_at) AS newest_at
FROM places
GROUP BY warc_file
