#!/usr/bin/env bash
# A mapping of five columns (a product, an HMAC, a lookup, a date, a rename): rows a second on one thread, warm. The argument
# is the number of rows. Run after `mvn test-compile`, on a machine that does nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."
work=${WORK:-$(mktemp -d)}
mvn -q -B dependency:build-classpath -Dmdep.outputFile="$work/classpath" -Dmdep.includeScope=test >/dev/null
java -Xmx1g -XX:+UseSerialGC -cp "target/classes:target/test-classes:$(cat "$work/classpath")" \
  dev.dromedary.bench.MappingBench "${1:-500000}"
