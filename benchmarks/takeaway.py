"""What it costs to take everything away: seconds, peak memory and size of each format.

    python -m benchmarks.takeaway [--rows 1000000] [--store DIR] [--format NAME ...] [--verify]

Prints a table for README.md. Each format is written by `python -m events export` in a process of
its own; its peak memory is what the system says it held at most (VmHWM), the loaded store
included, which the first row tells by itself. The records are synthetic.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import synthetic
from events import FORMATS, Store

_RUN = """
import sys
from pathlib import Path
from events.__main__ import main
code = main(sys.argv[1:]) if sys.argv[1:2] != ["open"] else 0
if sys.argv[1:2] == ["open"]:
    from events import Filters, figures, open_store
    figures(open_store(sys.argv[2]), Filters())
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print("peak_kb", status["VmHWM"].split()[0])
sys.exit(code)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description="Time every way out and weigh it.")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--store", type=Path, help="an existing store, read only")
    parser.add_argument("--format", nargs="*", choices=FORMATS, default=list(FORMATS))
    parser.add_argument("--verify", action="store_true", help="verify the bundle too")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = args.store or _store(Path(folder) / "store", args.rows)
        print("| way out | s | peak MB | file MB |\n|---|---|---|---|")
        _tell("the store opened and counted", ["open", str(store)])
        for name in args.format:
            out = Path(folder) / f"all{FORMATS[name].endings[0]}"
            _tell(name, ["export", "--store", str(store), "--out", str(out)], out)
            if name == "bundle" and args.verify:
                _tell("verify of the bundle", ["verify", str(out), "--store", str(store)])
            out.unlink()


def _store(path: Path, rows: int) -> Path:
    store = Store(path)
    store.write(synthetic.table(rows).sort_by("date_start"), "synthetic")
    return path


def _tell(label: str, arguments: list[str], out: Path | None = None) -> None:
    started = time.perf_counter()
    command = [sys.executable, "-c", _RUN, *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{label} failed: {done.stderr[-2000:]}")
    seconds = time.perf_counter() - started
    peak = int(done.stdout.rsplit("peak_kb", 1)[1]) / 1024
    size = f"{out.stat().st_size / 1e6:,.0f}" if out else ""
    print(f"| {label} | {seconds:.1f} | {peak:,.0f} | {size} |", flush=True)


if __name__ == "__main__":
    main()
