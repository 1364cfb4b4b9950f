"""The panel beside the map: a record, a place, a region, an incident told by many."""
