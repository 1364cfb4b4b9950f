"""The ways out on the screen: files, reports, pictures."""
