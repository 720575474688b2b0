#!/usr/bin/env bash
# Seconds and memory of the queries of gold on one day, at several limits of DuckDB's memory. Each in a JVM of its own.
#   bench/weblogs.sh [ROWS] [MB…]
set -euo pipefail
cd "$(dirname "$0")/.."
rows=${1:-3000000}
shift || true
limits=("${@:-128}")

work=target/bench-weblogs
mkdir -p "$work"
mvn -q -B test-compile
mvn -q -B dependency:build-classpath -Dmdep.outputFile="$work/classpath" -Dmdep.includeScope=test >/dev/null
bench="java -Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp target/classes:target/test-classes:$(cat "$work/classpath") dev.dromedary.bench.GoldBench"

[[ -e $work/$rows.parquet ]] || $bench make "$work/$rows.parquet" "$rows"
ls -l "$work/$rows.parquet"
for limit in "${limits[@]}"; do
  echo "memory_limit $limit MB"
  $bench run "$work/$rows.parquet" "$limit" routes/weblogs/daily_metrics.sql routes/weblogs/session_metrics.sql routes/weblogs/path_metrics.sql
done
