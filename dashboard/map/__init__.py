"""The map: its base, its choices, what shades it, how it is told in words."""
