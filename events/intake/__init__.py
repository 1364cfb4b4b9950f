"""From rows as text to the store: checked, placed, refused with a reason, written."""
