SELECT
    warc_file,
    retired_at
FROM raw.retired_file
ORDER BY warc_file
