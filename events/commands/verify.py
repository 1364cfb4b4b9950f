"""`python -m events verify BUNDLE`: makes a bundle again from the store and compares."""

import argparse
import sys
from pathlib import Path

from events.storage.store_faults import StoreError
from events.takeaway.bundle_reading import NoBundle
from events.takeaway.verifying import verify_bundle


def add_command(commands) -> None:
    """Add `verify` to the sub-commands of python -m events."""
    parser = commands.add_parser("verify", help="make a bundle again from the store and compare")
    parser.add_argument("bundle", type=Path, help="the zip that `export --format bundle` wrote")
    parser.add_argument("--store", type=Path, help="folder (else ATLAS_STORE, ./store)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """0 when all is equal, 1 after the differences, 2 with one sentence when it cannot be told."""
    try:
        verdict = verify_bundle(arguments.bundle, arguments.store)
    except (NoBundle, StoreError, OSError) as fault:
        print(fault, file=sys.stderr)
        return 2
    for difference in verdict.differences:
        print(difference)
    if not verdict.equal:
        return 1
    version, links = verdict.about["store_version"], verdict.about["links_version"]
    said = "without links" if links is None else f"with version {links} of its links"
    print(f"Equal: version {version} of the store, {said}, gives every file of the bundle.")
    return 0
