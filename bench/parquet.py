"""DuckDB's part of bench/parquet.sh and bench/ndjson.sh: copy CSV PARQUET; lines CSV NDJSON; days NDJSON FOLDER, a Parquet file for each day;
or compare CSV PARQUET, which fails if a value differs."""

import sys

import duckdb

COLUMNS = {
    "id": "VARCHAR",
    "customer": "VARCHAR",
    "email": "VARCHAR",
    "status": "VARCHAR",
    "country": "VARCHAR",
    "sku": "VARCHAR",
    "quantity": "BIGINT",
    "amount": "DECIMAL(18,2)",
    "weight": "DOUBLE",
    "score": "DOUBLE",
    "gift": "BOOLEAN",
    "day": "DATE",
    "created": "TIMESTAMP",
    "updated": "TIMESTAMP",
    "comment": "VARCHAR",
    "address": "VARCHAR",
}

what, csv, parquet = sys.argv[1:]
database = duckdb.connect()
database.execute("SET threads = 1")
orders = f"SELECT * FROM read_csv('{csv}', columns = {COLUMNS}, header = true, parallel = false)"
if what == "copy":
    database.execute("SET memory_limit = '512MB'")
    database.execute(f"COPY ({orders}) TO '{parquet}' (FORMAT parquet, COMPRESSION zstd)")
elif what == "lines":
    # Moments stay as they are written.
    texts = {**COLUMNS, "day": "VARCHAR", "created": "VARCHAR", "updated": "VARCHAR"}
    database.execute(
        f"COPY (SELECT * FROM read_csv('{csv}', columns = {texts}, header = true)) TO '{parquet}' (FORMAT json)"
    )
elif what == "days":
    database.execute("SET memory_limit = '512MB'")
    lines = f"SELECT * FROM read_json('{csv}', format = 'newline_delimited', columns = {COLUMNS})"
    database.execute(f"COPY ({lines}) TO '{parquet}' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY day)")
else:
    written = f"SELECT {', '.join(COLUMNS)} FROM read_parquet('{parquet}')"
    count, different = database.execute(
        f"SELECT (SELECT count(*) FROM ({written})), (SELECT count(*) FROM ({orders} EXCEPT ALL {written}))"
    ).fetchone()
    print(f"{count} rows, {different} of them differ")
    sys.exit(1 if different else 0)
