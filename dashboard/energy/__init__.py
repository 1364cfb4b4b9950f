"""The page Energy."""
