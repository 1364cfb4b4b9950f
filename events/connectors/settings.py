"""Base addresses and credentials: from the environment, else from Streamlit's secrets file.

`.streamlit/secrets.toml` of the folder that the program runs in, else of the home folder, holds
lines such as ATLAS_UCDP_TOKEN = "..."; what the environment says goes before. Nothing of it is
ever written elsewhere.
"""

import os
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

from geodata import FetchError, shown_address

SECRETS = Path(".streamlit") / "secrets.toml"
LOCAL = ("localhost", "127.0.0.1", "::1")


def setting(name: str) -> str | None:
    """The value of a setting; None where nobody gives one. Raises FetchError."""
    if value := os.environ.get(name, "").strip():
        return value
    for path in (SECRETS, Path.home() / SECRETS):
        try:
            value = tomllib.loads(path.read_text(encoding="utf-8")).get(name)
        except FileNotFoundError:
            continue
        except OSError as fault:
            raise FetchError(f"{path} cannot be read ({fault.strerror}).") from None
        except ValueError:  # what stands there may be a secret: no word of it
            raise FetchError(f"{path} is no TOML file. Mend it or move it away.") from None
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None


def needed(name: str, what: str) -> str:
    """A setting that there must be; `what` says what it is and who gives it."""
    value = setting(name)
    if value is None:
        raise FetchError(
            f"{name} is not set: {what}. Set it in the environment or write it into {SECRETS}."
        )
    return value


def base(name: str, default: str, *, secret: bool = False) -> str:
    """The base address of a source, without a slash at its end; `name` sets another one.

    Raises FetchError for what is no web address, and, where a `secret` is sent along, for one
    that would send it unencrypted to another machine.
    """
    address = (setting(name) or default).rstrip("/")
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        parts, host = urlsplit(""), None
    if parts.scheme not in ("http", "https") or not host or parts.query or parts.fragment:
        raise FetchError(f"{name} is no web address such as {default}.")
    if secret and parts.scheme == "http" and host not in LOCAL:
        raise FetchError(
            f"{name} is {shown_address(address)}: the credentials would go there unencrypted. "
            "Use https."
        )
    return address
