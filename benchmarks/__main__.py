"""`./bench [names]`: run every benchmark, or the ones named, and print a table of each."""

from __future__ import annotations

import argparse
import sys

from benchmarks import notes, pages, review, submissions
from benchmarks.guard import figures, learning, speed, stream
from frontdoor import benches

RUNS = {
    "pages": pages.run, "submissions": submissions.run, "notes": notes.run, "review": review.run, "guard": figures.run,
    "guard-speed": speed.run, "guard-fit": learning.fit_cards, "guard-unseen": learning.cross_validate,
    "guard-stream": stream.run,
}  # fmt: skip


def main() -> int:
    """Run what was asked."""
    parser = argparse.ArgumentParser(prog="./bench", description="Meet het platform (measure the platform)")
    parser.add_argument("names", nargs="*", choices=[*RUNS, []], help=f"default: {', '.join(benches.USUAL)}")
    parser.add_argument("--quick", action="store_true", help="smaller sizes, for a first look")
    options = parser.parse_args()
    for name in options.names or benches.USUAL:
        print(f"\n== {name}", flush=True)
        RUNS[name](quick=options.quick)
    return 0


if __name__ == "__main__":
    sys.exit(main())
