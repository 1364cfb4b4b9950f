"""Questions to an open atlas, each a function of the filters."""
