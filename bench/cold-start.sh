#!/bin/sh
# Measures the cold start of the function zip against a plain SDK handler that makes the same AWS calls.
# Usage: bench/cold-start.sh [ROUNDS [JVM-OPTION…]]; default: 5 rounds with the serial collector and the
# first compiler only.
# Prints the median of each and their ratio. CALLS=1 also prints the calls that each makes; TRACED=1 runs the zip also with a
# sampled trace.
set -eu
cd "$(dirname "$0")/.."
rounds="${1:-5}"
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx768m
mvn -q package -DskipTests
mvn -q dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/test.classpath
rm -rf target/plain-lib
mvn -q dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=target/plain-lib \
  -DexcludeGroupIds=org.apache.camel,com.fasterxml.jackson.core,commons-io,jakarta.activation,jakarta.xml.bind,org.snakeyaml
java_home="${JAVA_HOME:+$JAVA_HOME/bin/}"
# Without "nodelay" the JDK's HTTP server answers 40 ms late.
exec "${java_home}java" -Dsun.net.httpserver.nodelay=true \
  -cp "target/test-classes:target/classes:$(cat target/test.classpath)" \
  dev.dromedary.bench.ColdStart target/dromedary-function.zip target/plain-lib "$rounds" "$@"
