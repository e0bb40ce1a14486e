-- A backfill may reach any month. Before anything is locked: making one waits for whoever is publishing.
SELECT curated.make_month(m.first_day)
FROM (
    SELECT DISTINCT date_trunc('month', day)::date AS first_day
    FROM publishing
) AS m
ORDER BY m.first_day
