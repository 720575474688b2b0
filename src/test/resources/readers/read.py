"""Reads the CSV files that a JSON list on standard input names, with every reader there is, and prints what each has read.

[{"path", "delimiter", "quote", "encoding", "columns"}, …] becomes a line a file: {"csv": [[value, …], …], "pandas": …,
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
    with open(file["path"], encoding=file["encoding"], newline="") as lines:
        return list(csv.reader(lines, delimiter=file["delimiter"], quotechar=file["quote"]))[1:]


def with_pandas(file):
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
    columns = {f"c{at}": "VARCHAR" for at in range(file["columns"])}
    return rows_of_duckdb(file, f"auto_detect = false, columns = {columns}")


def with_duckdb_guessing(file):
    return rows_of_duckdb(file, "all_varchar = true")


def rows_of_duckdb(file, options):
    sql = f"SELECT * FROM read_csv($path, delim = $delimiter, quote = $quote, escape = $quote, header = true, {options})"
    given = {name: file[name] for name in ("path", "delimiter", "quote")}
    rows = duckdb.execute(sql, given).fetchall()
    return [["" if value is None else value for value in row] for row in rows]


readers = {"csv": with_csv}
if pandas:
    readers["pandas"] = with_pandas
if duckdb:
    readers["duckdb"] = with_duckdb
    readers["duckdb, dialect guessed"] = with_duckdb_guessing


def read(name, reader, file):
    if name.startswith("duckdb") and file["encoding"] != "utf-8":
        return None
    try:
        return reader(file)
    except Exception as fault:
        return f"{type(fault).__name__}: {fault}"


print(json.dumps(list(readers)))
for each in json.load(sys.stdin):
    print(json.dumps({name: read(name, reader, each) for name, reader in readers.items()}))
