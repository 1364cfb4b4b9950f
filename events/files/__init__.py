"""How files of any kind become rows as text."""
