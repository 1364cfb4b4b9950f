"""The HTTP interface asked within this process, without a server."""

import warnings

from dashboard.api.service import application

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Starlette would rather have httpx2, which we do not use
    from starlette.testclient import TestClient


def client(address: str | None = "localhost") -> TestClient:
    """Asks an interface whose server listens at `address`; a fault of ours becomes a 500."""
    return TestClient(
        application(address), base_url="http://localhost", raise_server_exceptions=False
    )
