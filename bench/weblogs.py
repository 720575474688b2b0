"""DuckDB's part of bench/weblogs-function.sh: copy|silver LOG FOLDER. copy writes the requests of a log as Parquet, a folder for each day, and judges none;
silver judges them, adds what silver adds, and writes the rejects with a reason, in two scans."""

import sys

import duckdb

TEXTS = ("event_id", "session_id", "method", "path", "referrer", "user_agent", "user_id", "cache_status", "cdn_edge", "request_id")
NUMBERS = {"status": "BIGINT", "bytes_sent": "BIGINT", "response_time_ms": "DOUBLE", "db_query_time_ms": "DOUBLE"}
TIME = "TRY_CAST(event_ts AS TIMESTAMP)"

FOLDER = "CAST(year(moment) AS VARCHAR) AS year, lpad(CAST(month(moment) AS VARCHAR), 2, '0') AS month, lpad(CAST(day(moment) AS VARCHAR), 2, '0') AS day"
REASON = """CASE
  WHEN moment IS NULL THEN 'event_ts'
  WHEN path IS NULL OR path IN ('', '//') THEN 'path'
  WHEN client_ip IS NULL THEN 'client_ip'
  WHEN status IS NULL OR status NOT BETWEEN 100 AND 599 THEN 'status'
  WHEN method IS NULL OR method NOT IN ('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS') THEN 'method'
  WHEN response_time_ms IS NULL OR response_time_ms <= 0 OR response_time_ms > 30000 THEN 'response_time_ms'
  WHEN bytes_sent IS NULL OR bytes_sent NOT BETWEEN 0 AND 10000000 THEN 'bytes_sent'
END"""
ADDED = """
  coalesce(referrer, 'direct') AS referrer, status BETWEEN 400 AND 499 AS is_client_error, status BETWEEN 500 AND 599 AS is_server_error,
  status BETWEEN 200 AND 299 AS is_success, status BETWEEN 300 AND 399 AS is_redirect, response_time_ms > 1000 AS is_slow,
  response_time_ms < 100 AS is_fast, bytes_sent > 100000 AS is_large_response, bytes_sent < 1000 AS is_small_response,
  CAST(moment AS DATE) AS event_date, CAST(moment AS DATE) AS session_date, hour(moment) AS session_hour,
  coalesce(user_id, 'anonymous') || '_' || strftime(moment, '%Y-%m-%d-%H') AS user_session, TIMESTAMP '2026-01-12 00:00:00' AS processing_timestamp"""

what, log, folder = sys.argv[1:]
read = dict.fromkeys([*TEXTS, *NUMBERS, "event_ts", "client_ip"], "VARCHAR")
numbers = ", ".join(f"TRY_CAST({name} AS {kind}) AS {name}" for name, kind in NUMBERS.items())
lines = f"read_json('{log}', format = 'newline_delimited', columns = {read}, ignore_errors = true)"
requests = f"SELECT {', '.join(TEXTS)}, {numbers}, {TIME} AS moment, client_ip FROM {lines}"
database = duckdb.connect()
database.execute("SET threads = 1")
database.execute("SET memory_limit = '512MB'")
target = f"TO '{folder}' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (year, month, day))"
if what == "copy":
    database.execute(f"COPY (SELECT * EXCLUDE (client_ip), {FOLDER} FROM ({requests})) {target}")
else:
    shaped = f"SELECT * EXCLUDE (client_ip, referrer), {ADDED}, {FOLDER} FROM ({requests}) WHERE {REASON} IS NULL"
    database.execute(f"COPY ({shaped}) {target}")
    database.execute(
        f"COPY (SELECT *, {REASON} AS reason FROM ({requests}) WHERE {REASON} IS NOT NULL) TO '{folder}.ndjson' (FORMAT json)"
    )
