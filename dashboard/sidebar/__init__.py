"""The sidebar: filters, regions, area of interest, saved views."""
