"""The pipeline's use cases as commands, on the database that MARSAD_DSN names or else the embedded one."""
