#!/usr/bin/env bash
# The customers pipeline on one day of 100,000 customers, 300,000 orders and 1,000,000 items: seconds and peak memory. First the
# function itself, with a queue and a table of messages that answer at once, then after 10 ms, as on AWS; then, with
# EMBEDDED=1, the whole of `run customers` on the embedded cloud, where DynamoDB Local takes most of the time.
# Run after `mvn test-compile`, on a machine that does nothing else. Needs Python 3; EMBEDDED=1 needs GNU time.
set -euo pipefail
cd "$(dirname "$0")/.."
work=${WORK:-$(mktemp -d)}
rounds=${ROUNDS:-5}
port=${PORT:-8123}
mvn -q -B dependency:build-classpath -Dmdep.outputFile="$work/classpath" -Dmdep.includeScope=test >/dev/null
classpath="target/classes:target/test-classes:$(cat "$work/classpath")"
flags="-Xmx${HEAP:-700m} -XX:+UseSerialGC -Djava.util.logging.config.file=src/test/resources/logging.properties"
export DDB_LOCAL_TELEMETRY=0
python3 bench/customers.py "$work" "${CUSTOMERS:-100000}" "${ORDERS:-300000}" "${ITEMS:-1000000}"

java -Xmx256m -cp "$classpath" com.amazonaws.services.dynamodbv2.local.main.ServerRunner \
  -inMemory -port "$port" >"$work/dynamodb.log" 2>&1 &
dynamodb=$!
trap 'kill $dynamodb' EXIT
until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do sleep 0.2; done

for delay in ${DELAYS:-0 10}; do
  echo "== the function; table and queue answer after $delay ms"
  for _ in $(seq "$rounds"); do
    mkdir -p "$work/tmp"
    java $flags ${OPTIONS:-} -Djava.io.tmpdir="$work/tmp" -cp "$classpath" \
      dev.dromedary.bench.CustomersBench "$work" "$delay" "$port"
    rm -rf "$work/tmp"
  done
done

[ -n "${EMBEDDED:-}" ] || exit 0
echo "== the whole of run customers"
for _ in $(seq "$rounds"); do
  rm -rf "$work/cloud"
  /usr/bin/time -f "%e s %M KB" java $flags -cp "$classpath" dev.dromedary.desk.cli.Dromedary \
    run customers "$work"/customers_*.csv "$work"/orders_*.csv "$work"/items_*.csv --data "$work/cloud" >"$work/summary"
done
tail -n 20 "$work/summary"
