"""The Data page: a file looked at, tried, imported."""
