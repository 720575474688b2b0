#!/usr/bin/env bash
# The customers pipeline on one day of 100,000 customers, 300,000 orders and 1,000,000 items: seconds and peak memory.
# Run after `mvn test-compile`, on a machine that does nothing else. Needs GNU time and Python 3.
set -euo pipefail
cd "$(dirname "$0")/.."
work=${WORK:-$(mktemp -d)}
rounds=${ROUNDS:-5}
mvn -q -B dependency:build-classpath -Dmdep.outputFile="$work/classpath" -Dmdep.includeScope=test >/dev/null
export DDB_LOCAL_TELEMETRY=0
python3 bench/customers.py "$work" "${CUSTOMERS:-100000}" "${ORDERS:-300000}" "${ITEMS:-1000000}"
for _ in $(seq "$rounds"); do
  rm -rf "$work/cloud"
  /usr/bin/time -f "%e s %M KB" java -Xmx${HEAP:-700m} -XX:+UseSerialGC \
    -cp "target/classes:$(cat "$work/classpath")" dev.dromedary.cli.Dromedary \
    run customers "$work"/customers_*.csv "$work"/orders_*.csv "$work"/items_*.csv --data "$work/cloud" >"$work/summary"
done
tail -n 20 "$work/summary"
