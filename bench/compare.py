#!/usr/bin/env python3
"""Compares what commands take in this checkout with another one, by turns.

Usage: bench/compare.py OTHER [--rounds N] [COMMAND…]; a command is what stands behind ./dromedary, in quotes. Without any: --help, check, test health, run health, and a
million rows. Prints medians and the ratio of this checkout to the other; below 1 it takes less.
"""

import argparse
import pathlib
import shlex
import shutil
import statistics
import tempfile

from growth import ROOT, measure, readings

COMMANDS = ["--help", "check", "test health", "run health --data {cloud}", "run health --data {cloud} {rows}"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("other", type=pathlib.Path, help="the other checkout")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("commands", nargs="*", default=COMMANDS)
    options = parser.parse_args()
    checkouts = {"this": ROOT, "other": options.other.resolve()}
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        readings(work / "rows.csv", 1_000_000)
        for checkout in checkouts.values():
            # Builds, and makes the archive of fast starts.
            measure(["--version"], checkout)
        print("| command | this, s (CPU, MB) | other, s (CPU, MB) | ratio (CPU) |\n| --- | --- | --- | --- |")
        for command in options.commands:
            arguments = shlex.split(command.format(cloud=work / "cloud", rows=work / "rows.csv"))
            taken = {name: [] for name in checkouts}
            for _ in range(options.rounds):
                for name, checkout in checkouts.items():
                    shutil.rmtree(work / "cloud", ignore_errors=True)
                    taken[name].append(measure(arguments, checkout))
            middle = {name: [statistics.median(values) for values in list(zip(*all_of))[:3]] for name, all_of in taken.items()}
            cells = [f"{clock:.2f} ({cpu:.2f}, {memory:.0f})" for cpu, memory, clock in middle.values()]
            this, other = middle["this"], middle["other"]
            print(f"| `{command}` | {cells[0]} | {cells[1]} | {this[2] / other[2]:.2f} ({this[0] / other[0]:.2f}) |", flush=True)


if __name__ == "__main__":
    main()
