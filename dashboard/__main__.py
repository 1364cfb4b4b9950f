"""`python -m dashboard [--store DIR] [streamlit flags]`: the dashboard with our configuration.

Works from any folder. Options of streamlit_config.toml become environment variables unless they
are set already, so the order is file < environment < flags.
"""

import contextlib
import itertools
import os
import sys
import threading
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONFIG = ROOT / "streamlit_config.toml"


def environment(config: dict, present: dict[str, str]) -> dict[str, str]:
    """The environment variables that say `config` to Streamlit, less those already `present`."""
    wanted = {}
    for option, value in options(config).items():
        snake = "".join(f"_{c}" if c.isupper() else c for c in option).upper().replace(".", "_")
        said = str(value).lower() if isinstance(value, bool) else str(value)
        wanted[f"STREAMLIT_{snake}"] = said
    return {name: value for name, value in wanted.items() if name not in present}


def options(config: dict, under: str = "") -> dict[str, object]:
    """Streamlit's name of every option in `config` -> its value: theme.dark.textColor."""
    found = {}
    for name, value in config.items():
        inner = isinstance(value, dict)
        found |= options(value, f"{under}{name}.") if inner else {under + name: value}
    return found


def store_flag(arguments: list[str]) -> tuple[str | None, list[str]]:
    """The folder after --store (or --store=DIR), and the arguments that are left for Streamlit."""
    rest, store, waiting = [], None, iter(arguments)
    for argument in waiting:
        if argument == "--store":
            store = next(waiting, None)
            if store is None:
                raise SystemExit("--store needs a folder after it, e.g. --store ./store")
        elif argument.startswith("--store="):
            store = argument.removeprefix("--store=")
        else:
            rest.append(argument)
    return store, rest


def main() -> None:
    store, flags = store_flag(sys.argv[1:])
    if store:
        os.environ["ATLAS_STORE"] = str(Path(store).resolve())
    with CONFIG.open("rb") as file:
        os.environ.update(environment(tomllib.load(file), dict(os.environ)))
    sys.path.insert(0, str(ROOT))
    refuse(flags)
    threading.Thread(target=warm_up, daemon=True).start()
    from streamlit.web import cli

    sys.argv = ["streamlit", "run", str(ROOT / "dashboard" / "app.py"), *flags]
    cli.main()


def refuse(flags: list[str]) -> None:
    """End with a sentence where the mode does not fit the address that would be served."""
    from dashboard.takeaway.withheld import refusal
    from events import ModeError, mode

    try:
        why = refusal(address(flags, dict(os.environ)), mode())
    except ModeError as fault:
        why = str(fault)
    if why:
        raise SystemExit(why)


def address(flags: list[str], present: dict[str, str]) -> str | None:
    """The address that Streamlit will listen at: the last flag, else the environment's."""
    found = present.get("STREAMLIT_SERVER_ADDRESS")
    for flag, after in itertools.pairwise([*flags, ""]):
        name, equals, value = flag.partition("=")
        if name == "--server.address":
            found = value if equals else after
    return found


def warm_up() -> None:
    """Open the store while the server starts, so that the first reader does not wait for it.

    Everything slow is loaded but streamlit_folium: a component must be declared in a reader's run.
    """
    from dashboard import assets, data
    from dashboard.timeline import charts  # noqa: F401
    from events import StoreError

    assets.urls()
    with contextlib.suppress(StoreError):  # the page itself says what is wrong with the store
        data.open_atlas()


if __name__ == "__main__":
    main()
