-- One that still points to a body is what finds it.
DELETE FROM ops.feed_poll
WHERE polled_at < %(before)s AND warc_file IS NULL
