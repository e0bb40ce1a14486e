SELECT curated.gather_statistics()
