"""The page What changed, and the look at an earlier version."""
