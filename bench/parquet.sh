#!/usr/bin/env bash
# Orders of 16 fields, 290 bytes each as CSV, read, judged and written as Parquet, against DuckDB's COPY of the same file on one thread:
# seconds of processor time, and peak memory. Then one output a day, 60 of them, which hold 16 MB together. Every value that DuckDB reads of
# what we have written is compared with what it has read of the CSV.
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

measured() {
  /usr/bin/time -f "$1: %U + %S s of processor time, %e s, %M KB" "${@:2}" >/dev/null
}

for _ in $(seq "$rounds"); do
  measured "read and judge" $bench read "$work/$rows.csv"
  measured "write" $bench write "$work/$rows.csv" "$work/ours.parquet"
  measured "DuckDB" "$PYTHON" bench/parquet.py copy "$work/$rows.csv" "$work/duckdb.parquet"
  rm -rf "$work/days" && mkdir "$work/days"
  measured "write by day" $bench partition "$work/$rows.csv" "$work/days" 16
done
ls -l "$work"/*.parquet
du -sh "$work/days"
"$PYTHON" bench/parquet.py compare "$work/$rows.csv" "$work/ours.parquet"
"$PYTHON" bench/parquet.py compare "$work/$rows.csv" "$work/days/*.parquet"
