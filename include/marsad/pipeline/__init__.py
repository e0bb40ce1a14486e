"""One use case per task, testable without Airflow. docs/explanation/pipeline.md tells how they follow each other."""
