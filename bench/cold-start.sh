#!/bin/sh
# Measures the cold start of the function zip against a plain SDK handler that makes the same AWS calls.
# Usage: bench/cold-start.sh [ROUNDS [JVM-OPTION…]]; default: 5 rounds with the options that Lambda's runtime uses.
# Prints the median of each and their ratio. CALLS=1 also prints the calls that each makes.
set -eu
cd "$(dirname "$0")/.."
rounds="${1:-5}"
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx768m
mvn -q package -DskipTests
mvn -q dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/test.classpath
java_home="${JAVA_HOME:+$JAVA_HOME/bin/}"
exec "${java_home}java" -cp "target/test-classes:target/classes:$(cat target/test.classpath)" \
  dev.dromedary.bench.ColdStart target/dromedary-function.zip "$rounds" "$@"
