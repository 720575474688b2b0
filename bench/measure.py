#!/usr/bin/env python3
"""Measures what a user feels, in under 20 minutes, and writes it into RESULTS.md with the machine's description.

Usage: bench/measure.py; run it on a machine that does nothing else. JDK25 names a JDK 25 for the start of the container image, which is left out without one.
"""

import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import tempfile

from growth import ROOT, measure, readings, tables

RESULTS = ROOT / "bench/RESULTS.md"
BEGIN, END = "<!-- bench/measure.py -->\n", "<!-- end of bench/measure.py -->\n"


def said(*command, **options):
    return subprocess.run(command, cwd=ROOT, check=True, text=True, capture_output=True, **options).stdout.strip()


def machine():
    processors = [line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")]
    memory = int(open("/proc/meminfo").readline().split()[1]) // 1024 // 1024
    java = subprocess.run(["java", "-version"], text=True, capture_output=True, check=True).stderr.splitlines()[0]
    load = os.getloadavg()[0]
    return (
        f"{len(processors)} × {processors[0]}, {memory} GB, {platform.freedesktop_os_release()['PRETTY_NAME']}, {java};"
        f" load {load:.1f} at the beginning; commit {said('git', 'rev-parse', '--short', 'HEAD')}."
    )


def commands(rounds=5):
    yield "| command | seconds | CPU, s | peak RSS, MB |"
    yield "| --- | --- | --- | --- |"
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        readings(work / "rows.csv", 1_000_000)
        measure(["--version"])
        for command in ["--help", "check", "test health", "run health", "run health rows.csv"]:
            arguments = [str(work / word) if word == "rows.csv" else word for word in command.split()]
            if command.startswith("run"):
                arguments += ["--data", work / "cloud"]
            taken = []
            for _ in range(rounds):
                shutil.rmtree(work / "cloud", ignore_errors=True)
                taken.append(measure(arguments))
            cpu, memory, clock = map(statistics.median, list(zip(*taken))[:3])
            name = command.replace("rows.csv", "a million rows")
            yield f"| `{name}` | {clock:.2f} | {cpu:.2f} | {memory:.0f} |"


def lines(command):
    """What a command prints of times, without a terminal's colours."""
    return [line for line in re.sub(r"\x1b\[[0-9;]*m", "", said(command)).splitlines() if not line.startswith("-")]


def starts():
    yield "```"
    yield from lines("bench/cold-start.sh")
    if "JDK25" in os.environ:
        yield from lines("bench/cold-start-image.sh")
    yield "```"


def function():
    """Starts are over: what an event and a function at rest cost."""
    printed = lines("bench/function.sh")
    split = next(number for number, line in enumerate(printed) if line.startswith("|"))
    yield from ["```", *printed[:split], "```", "", *printed[split:]]


def main():
    parts = [
        ["## What a user feels", "", machine(), "Medians of five, whole processes.", "", *commands()],
        ["### Starts", "", *starts()],
        ["### A warm event, and memory at rest after one", "", *function()],
        ["### What grows", "", "An exponent of 1 is linear; – is too little to tell.", "", *tables(rounds=1)],
    ]
    measured = "\n\n".join("\n".join(part) for part in parts)
    text = RESULTS.read_text()
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    RESULTS.write_text(before.rstrip() + "\n\n" + BEGIN + measured + "\n" + END + after)
    print(measured)


if __name__ == "__main__":
    main()
