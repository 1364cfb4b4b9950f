"""What a reader asks for: fields, areas, their SQL and their sentence."""
