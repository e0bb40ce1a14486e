UPDATE ops.feed_poll
SET warc_file = NULL, warc_offset = NULL, warc_length = NULL
WHERE warc_file = any(%(files)s)
