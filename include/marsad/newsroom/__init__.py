"""The page that Marsad adds to Airflow's UI."""
