#!/usr/bin/env python3
"""What grows: processor time, time by the clock and peak memory of whole commands against rows, files, routes, columns, rules, anomalies, days and customers.

Usage: bench/growth.py [--only NAME,…] [--full] [--rounds N]; run after `./dromedary --version` has built. It prints tables for RESULTS.md. An exponent is that of the
processor time beyond what the smallest run takes, between the two largest sizes: 1 is linear. Medians of the rounds (3).
"""

import argparse
import datetime
import json
import math
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
DROMEDARY = str(ROOT / "dromedary")
HEADER = "event_time,user_id,heart_rate,spo2,steps,temp_c,systolic_bp,diastolic_bp\n"


def measure(arguments, checkout=ROOT):
    """Seconds of processor time, MB at most and seconds of the clock of a command that has to succeed, and what it prints."""
    start = time.monotonic()
    with tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(
            [str(checkout / "dromedary"), *map(str, arguments)], cwd=checkout, stdout=subprocess.PIPE, stderr=errors, text=True
        )
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        if os.waitstatus_to_exitcode(status) != 0:
            errors.seek(0)
            raise SystemExit(f"{arguments} failed:\n{output[-3000:]}\n{errors.read()[-3000:]}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, seconds, output


def calls(output):
    """How often functions called AWS, if the command tells."""
    document = json.loads(output) if output.startswith("{") else {}
    return sum(count for counts in document.get("calls", {}).values() for count in counts.values())


def make(*arguments):
    subprocess.run([DROMEDARY, *map(str, arguments)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def readings(file, rows, odd=False):
    with open(file, "w") as out:
        out.write(HEADER)
        for row in range(rows):
            rate = 170 if odd else 60 + row % 40
            out.write(f"2026-03-01T{row // 3600 % 24:02}:{row // 60 % 60:02}:{row % 60:02}Z,u{row},{rate},98,100,36.6,120,80\n")


def rows(work, size):
    file = work / f"rows-{size}.csv"
    readings(file, size)
    return ["run", "health", "--to", "health-ingest", file]


def files(work, size):
    folder = work / f"files-{size}"
    folder.mkdir()
    for number in range(size):
        readings(folder / f"{number}.csv", 10 + number)
    return ["run", "health", "--to", "health-ingest", *sorted(folder.iterdir())]


def anomalies(work, size):
    file = work / f"odd-{size}.csv"
    readings(file, size, odd=True)
    return ["run", "health", file]


def pipeline(folder, name, schema):
    """A pipeline that splits tables of a schema."""
    (folder / name).mkdir(parents=True)
    (folder / name / f"{name}.properties").write_text(f"{name}.bucket={name}-tables\n")
    (folder / name / f"{name}.schema.json").write_text(json.dumps(schema))
    (folder / name / "ingest.camel.yaml").write_text((ROOT / "bench/growth.camel.yaml").read_text().replace("wide", name))


def wide(work, name, columns, count, rules=0):
    """A pipeline for a table of integers with rules across its columns, and such a table."""
    folder = work / name
    shutil.copytree(ROOT / "routes/shared", folder / "shared")
    fields = [{"name": f"c{i}", "type": "integer", "constraints": {"minimum": 0}} for i in range(columns)]
    all_rules = [
        {"reason": f"rule_{i}", "expression": f"c{i % columns} + {i + 2} > c{(i + 1) % columns} - 2"} for i in range(rules)
    ]
    pipeline(folder, "wide", {"fields": fields, "rules": all_rules} if rules else {"fields": fields})
    file = work / f"{name}.csv"
    with open(file, "w") as out:
        out.write(",".join(f"c{i}" for i in range(columns)) + "\n")
        for row in range(count):
            out.write(",".join(str(row % 997 + i % 2) for i in range(columns)) + "\n")
    return folder, file


def columns(work, size):
    folder, file = wide(work, f"columns-{size}", size, 20_000)
    return ["run", "wide", "--routes", folder, file]


def rules(work, size):
    folder, file = wide(work, f"rules-{size}", 8, 20_000, size)
    return ["run", "wide", "--routes", folder, file]


def repository(work, size):
    """So many pipelines of a route each."""
    folder = work / f"routes-{size}"
    if not folder.exists():
        shutil.copytree(ROOT / "routes/shared", folder / "shared")
        for number in range(size):
            pipeline(folder, f"p{number}", {"fields": [{"name": "id", "type": "string"}]})
    return folder


def check(work, size):
    return ["check", "--routes", repository(work, size)]


def plan(work, size):
    return ["plan", "--json", "--out", work / "plan.json", "--routes", repository(work, size)]


def one_of(work, size):
    file = work / "few.csv"
    file.write_text("id\n" + "\n".join(map(str, range(100))) + "\n")
    return ["run", "p0", "--routes", repository(work, size), file]


def requests(work, size):
    file = work / f"requests-{size}.ndjson"
    make("generate", "weblogs", "--rows", size, "--out", file)
    return ["run", "weblogs", file]


def days(work, size):
    """Of each day 300 requests; gold and the report are made of each."""
    file = work / f"days-{size}.ndjson"
    make("generate", "weblogs", "--rows", 300, "--bad", 0, "--out", file)
    row = json.loads(file.read_text().splitlines()[0])
    with open(file, "w") as out:
        for number in range(size * 300):
            moment = datetime.datetime(2025, 1, 1) + datetime.timedelta(minutes=number * 4.8)
            out.write(json.dumps(row | {"event_id": f"evt-{number:013}", "event_ts": f"{moment:%Y-%m-%dT%H:%M:%SZ}"}) + "\n")
    return ["run", "weblogs", file]


def customers(work, size):
    folder = work / f"customers-{size}"
    folder.mkdir()
    subprocess.run(
        ["python3", ROOT / "bench/customers.py", folder, str(size), str(size * 3), str(size * 10)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return ["run", "customers", *sorted(folder.glob("*.csv"))]


DIMENSIONS = {
    "rows": (rows, [1_000, 100_000, 1_000_000], [10_000_000]),
    "files": (files, [1, 100, 1_000], [10_000]),
    "columns of 20,000 rows": (columns, [8, 100, 300], [1_000]),
    "rules over 20,000 rows": (rules, [5, 100, 500], [2_000]),
    "anomalies": (anomalies, [1_000, 30_000, 300_000], []),
    "routes: check": (check, [8, 40, 100], [200]),
    "routes: plan": (plan, [8, 40, 100], [200]),
    "routes: run of one": (one_of, [8, 40, 100], [200]),
    "requests of weblogs": (requests, [1_000, 30_000, 100_000], [300_000]),
    "days of weblogs": (days, [1, 10, 30], [90]),
    "customers": (customers, [100, 1_000, 5_000], [20_000]),
}


def table(name, make_arguments, sizes, rounds, work):
    figures = []
    for size in sizes:
        arguments = make_arguments(work, size)
        if arguments[0] == "run":
            arguments += ["--json", "--data", work / "cloud"]
        taken = []
        for _ in range(rounds):
            shutil.rmtree(work / "cloud", ignore_errors=True)
            taken.append(measure(arguments))
        *times, outputs = zip(*taken)
        figures.append((size, *map(statistics.median, times), calls(outputs[-1])))
    base = figures[0][1]
    (before, cpu, *_), (last, most, *_) = figures[-2:]
    exponent = math.log((most - base) / (cpu - base)) / math.log(last / before) if cpu - base > 0.3 else math.nan
    cells = "; ".join(
        f"{size:,}: {cpu:.1f} s ({clock:.1f}), {memory:.0f} MB" + (f", {called:,} calls" if called else "")
        for size, cpu, memory, clock, called in figures
    )
    return f"| {name} | {cells} | {'–' if math.isnan(exponent) else f'{exponent:.2f}'} |"


def tables(only="", full=False, rounds=3):
    """The lines of the table, each when it is there."""
    yield "| | processor time (by the clock), peak RSS, calls of AWS | exponent |"
    yield "| --- | --- | --- |"
    for name, (make_arguments, sizes, more) in DIMENSIONS.items():
        if not only or name.startswith(tuple(only.split(","))):
            with tempfile.TemporaryDirectory() as work:
                yield table(name, make_arguments, sizes + (more if full else []), rounds, pathlib.Path(work))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="begins of names, separated by commas")
    parser.add_argument("--full", action="store_true", help="the largest sizes, too")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    for line in tables(options.only, options.full, options.rounds):
        print(line, flush=True)


if __name__ == "__main__":
    main()
