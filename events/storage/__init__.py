"""The store on disk: versions, imports, what an import changes, and its faults."""
