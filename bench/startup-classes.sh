#!/bin/sh
# Writes the list of classes that a function loads ahead when it starts, from what the shipped functions are seen to load until they have
# handled their samples: after a change of dependencies or of what runs at a start. An old list costs some time and is no mistake.
set -eu
cd "$(dirname "$0")/.."
mvn -q package -DskipTests
mvn -q dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/test.classpath
list=src/main/resources/dev/dromedary/function/runtime/startup-classes.txt
mkdir -p "$(dirname "$list")"
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "target/test-classes:target/classes:$(cat target/test.classpath)" \
  dev.dromedary.bench.LoadedClasses target/dromedary-function.zip src/test/resources/plan.json "$list"
