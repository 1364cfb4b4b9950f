"""The HTTP interface: the same incidents and filters as the pages, for programs.

It is served by Streamlit's own server beside the pages (dashboard/app.py), under /api. Nothing
here may declare a component or draw: the server imports it outside of any reader's run.
"""

from dashboard.api.hosts import middleware
from dashboard.api.service import routes

__all__ = ["middleware", "routes"]
