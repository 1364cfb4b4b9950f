"""Which reports tell of one incident, and what is known of it through them."""
