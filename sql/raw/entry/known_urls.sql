SELECT canonical_url
FROM raw.entry
WHERE source_id = %(source_id)s AND canonical_url = any(%(urls)s)
