SELECT min(day) AS day
FROM ops.fingerprint
WHERE day > %(day)s
