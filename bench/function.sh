#!/bin/sh
# What a function costs once it has started: Dromedary's share of a warm event, and the memory of each function at rest after one event.
# Usage: bench/function.sh [EVENTS]; default: 4000 events, of which the first half warms up.
set -eu
cd "$(dirname "$0")/.."
mvn -q package -DskipTests
mvn -q dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/test.classpath
java_home="${JAVA_HOME:+$JAVA_HOME/bin/}"
bench() { # CLASS ARGUMENT…
  class=$1
  shift
  # Without "nodelay" the JDK's HTTP server answers 40 ms late.
  "${java_home}java" -Dsun.net.httpserver.nodelay=true -cp "target/test-classes:target/classes:$(cat target/test.classpath)" \
    "dev.dromedary.bench.$class" target/dromedary-function.zip "$@"
}
bench WarmEvent "${1:-4000}"
bench MemoryAtRest src/test/resources/plan.json
