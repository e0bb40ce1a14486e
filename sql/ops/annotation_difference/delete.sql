DELETE FROM ops.annotation_difference
WHERE day = %(day)s AND from_version = %(from_version)s AND to_version = %(to_version)s
