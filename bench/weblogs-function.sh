#!/usr/bin/env bash
# The functions of the web logs: silver on logs of several sizes at -Xmx128m, against DuckDB on one thread, which copies the same log by day, and then
# does what silver does; and gold on a day of GOLD requests with a heap of 128 MB, as in a function of 512 MB: seconds of processor time, and peak memory.
# ROWS='100000 10000000' needs 15 GB of disk. Run after `mvn test-compile`, on a machine that does nothing else.
# Needs GNU time and Python 3 with venv, which fetches DuckDB.
set -euo pipefail
cd "$(dirname "$0")/.."
work=${WORK:-$(mktemp -d)}
rounds=${ROUNDS:-2}
port=${PORT:-8124}
gold=${GOLD:-3000000}
mvn -q -B dependency:build-classpath -Dmdep.outputFile="$work/classpath" -Dmdep.includeScope=test >/dev/null
classpath="target/classes:target/test-classes:$(cat "$work/classpath")"
flags="-XX:+UseSerialGC ${OPTIONS--XX:TieredStopAtLevel=1} -Djava.util.logging.config.file=src/test/resources/logging.properties"
export DDB_LOCAL_TELEMETRY=0
if [[ -z ${PYTHON:-} ]]; then
  python3 -m venv "$work/python"
  "$work/python/bin/pip" install --quiet --disable-pip-version-check duckdb==2.0.1
  PYTHON=$work/python/bin/python
fi

java -Xmx256m -cp "$classpath" com.amazonaws.services.dynamodbv2.local.main.ServerRunner \
  -inMemory -port "$port" >"$work/dynamodb.log" 2>&1 &
dynamodb=$!
trap 'kill $dynamodb' EXIT
until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do sleep 0.2; done

bench() { # STAGE FILE HEAP
  mkdir -p "$work/tmp"
  java -Xmx"$3" $flags -Djava.io.tmpdir="$work/tmp" -cp "$classpath" \
    dev.dromedary.bench.WeblogsBench "$1" "$2" "$port" "$work/tmp/cloud"
  rm -rf "$work/tmp"
}

for rows in ${ROWS-100000 1000000}; do
  log=$work/$rows.ndjson
  [[ -e $log ]] || java $flags -Xmx256m -cp "$classpath" dev.dromedary.desk.cli.Dromedary \
    generate weblogs --rows "$rows" --bad 0.05 --repeats 0.03 --out "$log" >/dev/null
  ls -l "$log"
  for _ in $(seq "$rounds"); do
    echo "== silver, $rows records"
    bench silver "$log" 128m
    for what in copy silver; do
      rm -rf "$work/duckdb"
      /usr/bin/time -f "DuckDB, $what: CPU %U + %S s, %e s, peak RSS %M KB" "$PYTHON" bench/weblogs.py "$what" "$log" "$work/duckdb"
    done
  done
done

[[ $gold != 0 ]] || exit 0
day=$work/$gold.parquet
[[ -e $day ]] || java -Xmx128m -cp "$classpath" dev.dromedary.bench.GoldBench make "$day" "$gold"
export AWS_LAMBDA_FUNCTION_MEMORY_SIZE=512
for _ in $(seq "$rounds"); do
  echo "== gold, $gold requests of a day in 512 MB"
  # https://docs.aws.amazon.com/lambda/latest/dg/java-customization.html tells no figure; 128 MB are what the margin leaves for the heap.
  bench gold "$day" 128m
done
