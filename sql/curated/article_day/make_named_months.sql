SELECT curated.make_month(m.first_day) AS is_made
FROM unnest(%(first_days)s::date[]) AS m (first_day)
ORDER BY m.first_day
