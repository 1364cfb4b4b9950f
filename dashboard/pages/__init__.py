"""One file a page: reads state, asks, draws."""
