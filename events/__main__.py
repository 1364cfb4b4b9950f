"""`python -m events import|fetch|export|verify|sources|history|...`: the atlas without a screen."""

import argparse
import sys

from events.commands import changes as changes_command
from events.commands import export as export_command
from events.commands import facilities as facilities_command
from events.commands import fetch as fetch_command
from events.commands import intake as intake_command
from events.commands import link as link_command
from events.commands import listings
from events.commands import verify as verify_command
from events.intake import replacing


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 when the command did its work, 2 with one sentence when it could not."""
    parser = argparse.ArgumentParser(prog="python -m events", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    intake_command.add_command(commands)
    fetch_command.add_command(commands)
    export_command.add_command(commands)
    verify_command.add_command(commands)
    changes_command.add_command(commands)
    link_command.add_commands(commands)
    facilities_command.add_command(commands)
    replacing.add_command(commands)
    listings.add_commands(commands)
    chosen = parser.parse_args(arguments)
    return chosen.run(chosen)


if __name__ == "__main__":
    sys.exit(main())
