"""Reads the CSV files that a JSON list on standard input names, with every reader there is, and prints what each has read.

[{"path", "delimiter", "quote", "encoding", "columns"}, …] (or {"path", "names"} for NDJSON, of which these are read) becomes a line a file: {"csv": [[value, …], …], "pandas": …,
"duckdb": …, "duckdb, dialect guessed": …}. A reader that fails has a text, its message, in place of rows. The first line
names the readers.
"""

import csv
import json
import sys

try:
    import pandas
except ImportError:
    pandas = None
try:
    import duckdb
except ImportError:
    duckdb = None

csv.field_size_limit(2**31 - 1)


def with_csv(file):
    if "names" in file:
        with open(file["path"], encoding="utf-8") as lines:
            return [[value[name] for name in file["names"]] for value in map(json.loads, lines)]
    with open(file["path"], encoding=file["encoding"], newline="") as lines:
        return list(csv.reader(lines, delimiter=file["delimiter"], quotechar=file["quote"]))[1:]


def with_pandas(file):
    if "names" in file:
        return pandas.read_json(file["path"], lines=True, dtype=False)[file["names"]].values.tolist()
    frame = pandas.read_csv(
        file["path"],
        sep=file["delimiter"],
        quotechar=file["quote"],
        encoding=file["encoding"],
        dtype=str,
        keep_default_na=False,
        index_col=False,
    )
    return frame.values.tolist()


def with_duckdb(file):
    if "names" in file:
        names = ", ".join(f'"{name}"' for name in file["names"])
        sql = f"SELECT {names} FROM read_json($path, format = 'newline_delimited')"
        return [list(row) for row in duckdb.execute(sql, {"path": file["path"]}).fetchall()]
    columns = {f"c{at}": "VARCHAR" for at in range(file["columns"])}
    return rows_of_duckdb(file, f"auto_detect = false, columns = {columns}")


def with_duckdb_guessing(file):
    if "names" in file:
        return None
    return rows_of_duckdb(file, "all_varchar = true")


def rows_of_duckdb(file, options):
    sql = f"SELECT * FROM read_csv($path, delim = $delimiter, quote = $quote, escape = $quote, header = true, {options})"
    given = {name: file[name] for name in ("path", "delimiter", "quote")}
    rows = duckdb.execute(sql, given).fetchall()
    return [["" if value is None else value for value in row] for row in rows]


# Before 3.11 csv refuses NUL, which a value may hold.
readers = {"csv": with_csv} if sys.version_info >= (3, 11) else {}
if pandas:
    readers["pandas"] = with_pandas
if duckdb:
    readers["duckdb"] = with_duckdb
    readers["duckdb, dialect guessed"] = with_duckdb_guessing


def read(name, reader, file):
    if name.startswith("duckdb") and file.get("encoding", "utf-8") != "utf-8":
        return None
    try:
        return reader(file)
    except Exception as fault:
        return f"{type(fault).__name__}: {fault}"


print(json.dumps(list(readers)))
for each in json.load(sys.stdin):
    print(json.dumps({name: read(name, reader, each) for name, reader in readers.items()}))
