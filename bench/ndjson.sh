#!/usr/bin/env bash
# The orders of bench/parquet.sh as NDJSON: read and judged, written as CSV, and as Parquet by day (60 days, which hold 16 MB together), against
# jackson-core reading and FastCSV writing, and DuckDB's COPY of the same file by day on one thread: seconds of processor time, and peak memory.
# Run after `mvn test-compile`, on a machine that does nothing else. Needs GNU time and Python 3 with venv, which fetches DuckDB.
set -euo pipefail
cd "$(dirname "$0")/.."
work=${WORK:-$(mktemp -d)}
rounds=${ROUNDS:-5}
rows=${ROWS:-3000000}
mvn -q -B dependency:build-classpath -Dmdep.outputFile="$work/classpath" -Dmdep.includeScope=test >/dev/null
java="java -Xmx${HEAP:-128m} -XX:+UseSerialGC ${OPTIONS:-} -cp target/classes:target/test-classes:$(cat "$work/classpath")"
bench="$java dev.dromedary.function.records.parquet.ParquetBench"
if [[ -z ${PYTHON:-} ]]; then
  python3 -m venv "$work/python"
  "$work/python/bin/pip" install --quiet --disable-pip-version-check duckdb==2.0.1
  PYTHON=$work/python/bin/python
fi
[[ -e $work/$rows.csv ]] || $bench generate "$work/$rows.csv" "$rows"
[[ -e $work/$rows.ndjson ]] || "$PYTHON" bench/parquet.py lines "$work/$rows.csv" "$work/$rows.ndjson"

measured() {
  /usr/bin/time -f "$1: %U + %S s of processor time, %e s, %M KB" "${@:2}" >/dev/null
}

for _ in $(seq "$rounds"); do
  measured "read and judge" $bench read "$work/$rows.ndjson"
  measured "write CSV" $bench csv "$work/$rows.ndjson" "$work/ours.csv"
  measured "jackson-core and FastCSV" $bench jackson "$work/$rows.ndjson" "$work/jackson.csv"
  rm -rf "$work/days" "$work/duckdb" && mkdir "$work/days"
  measured "write Parquet by day" $bench partition "$work/$rows.ndjson" "$work/days" 16
  measured "DuckDB, Parquet by day" "$PYTHON" bench/parquet.py days "$work/$rows.ndjson" "$work/duckdb"
done
ls -l "$work"/*.ndjson "$work"/ours.csv
"$PYTHON" bench/parquet.py compare "$work/$rows.csv" "$work/days/*.parquet"
