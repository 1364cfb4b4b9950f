"""What the screen says, in both languages."""
