"""What the DAG files need of Airflow and of the pipeline. Besides dags/ and plugins/ the only room that imports it."""
