"""`marsad up`: everything the pipeline needs on one machine, started in order and stopped together."""
