#!/usr/bin/env bash
# The route health-ingest against FastCSV reading and writing: rows a second warm, the whole process cold, peak memory.
# Run after `mvn test-compile`, on a machine that does nothing else. Needs GNU time.
set -euo pipefail
cd "$(dirname "$0")/.."
work=${WORK:-$(mktemp -d)}
rounds=${ROUNDS:-5}
repetitions=${REPETITIONS:-12}
mvn -q -B dependency:build-classpath -Dmdep.outputFile="$work/classpath" -Dmdep.includeScope=test >/dev/null
classpath="target/classes:target/test-classes:$(cat "$work/classpath")"
flags="-Xmx256m -XX:+UseSerialGC -Djava.util.logging.config.file=src/test/resources/logging.properties"

generate() { # ROWS
  [ -f "$work/$1.csv" ] || java $flags -cp "$classpath" dev.dromedary.desk.cli.Dromedary \
    generate health --rows "$1" --bad 0.15 --seed 1 --out "$work/$1.csv" >/dev/null
}
bench() { # CANDIDATE ROWS REPETITIONS
  TMPDIR=$work java $flags -Djava.io.tmpdir="$work" -cp "$classpath" dev.dromedary.bench.RouteBench "$1" "$work/$2.csv" "$3"
  rm -rf "$work"/dromedary-bench*
}

generate 1000000
echo "== warm, thousand rows/s (side by side, $rounds rounds of $repetitions)"
for _ in $(seq "$rounds"); do bench fastcsv 1000000 "$repetitions"; bench route 1000000 "$repetitions"; done

echo "== whole process, cold: seconds and peak RSS in KB"
for _ in $(seq "$rounds"); do
  for candidate in fastcsv route; do
    /usr/bin/time -f "$candidate 1000000 rows %e s %M KB" bash -c \
      "java $flags -Djava.io.tmpdir=$work -cp '$classpath' dev.dromedary.bench.RouteBench $candidate $work/1000000.csv 1 >/dev/null"
    rm -rf "$work"/dromedary-bench*
  done
done

echo "== peak RSS of the route by size"
for rows in 100000 1000000 10000000; do
  generate "$rows"
  /usr/bin/time -f "route $rows rows %M KB" bash -c \
    "java $flags -Djava.io.tmpdir=$work -cp '$classpath' dev.dromedary.bench.RouteBench route $work/$rows.csv 1 >/dev/null"
  rm -rf "$work"/dromedary-bench*
done
