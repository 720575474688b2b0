"""Reads Parquet files with pyarrow, pandas and DuckDB, as far as they are installed. In: the files' paths, a JSON list. Out: a line of JSON
with the readers' names, then one a file: by reader the rows, each value a text or null."""

import datetime
import decimal
import json
import sys

readers = {}


def text(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    if isinstance(value, (datetime.datetime, datetime.time)):
        return value.isoformat(timespec="microseconds")
    return value if isinstance(value, str) else str(value)


try:
    import pyarrow.parquet

    def with_pyarrow(path):
        table = pyarrow.parquet.read_table(path, page_checksum_verification=True)
        return [list(row.values()) for row in table.to_pylist()]

    readers["pyarrow"] = with_pyarrow
except ImportError:
    pass

try:
    import pandas
    import pyarrow

    def with_pandas(path):
        # Without it, a whole number beside a null is a float.
        frame = pandas.read_parquet(path, dtype_backend="numpy_nullable")
        rows = frame.astype(object).values.tolist()
        return [[None if pandas.isna(value) else value for value in row] for row in rows]

    readers["pandas"] = with_pandas
except ImportError:
    pass

try:
    import duckdb

    def with_duckdb(path):
        return duckdb.execute("SELECT * FROM read_parquet(?)", [path]).fetchall()

    readers["duckdb"] = with_duckdb
except ImportError:
    pass

print(json.dumps(list(readers)))
for path in json.load(sys.stdin):
    read = {
        name: [[None if value is None else text(value) for value in row] for row in reader(path)] for name, reader in readers.items()
    }
    print(json.dumps(read))
