"""The catalogue: one YAML file per outlet, read into `Source`. docs/how-to/add-a-source.md shows one."""

from marsad.catalog.folders import choose_sources, conflicts, enabled_sources, load_catalog, scan_folder, sources_by_id

__all__ = ["choose_sources", "conflicts", "enabled_sources", "load_catalog", "scan_folder", "sources_by_id"]
