"""What leaves the warehouse as files: contracts, formats, the manifest. No database."""
