DELETE FROM raw.retired_file
WHERE warc_file = any(%(files)s)
