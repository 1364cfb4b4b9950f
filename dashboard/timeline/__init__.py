"""The page Timeline: incidents over time, milestones, late reports."""
