#!/usr/bin/env bash
# Measures the cold start of a function in the container image without Docker: lays out what image/Dockerfile does with a JDK 25 of this machine, trains the
# cache, and takes turns with a plain SDK handler in the same layout, with a cache of its own, and with a Python handler, all of which make the same AWS calls.
# Usage: bench/cold-start-image.sh [ROUNDS]; default: 5. Run after `mvn package`. JDK25 says where the JDK is; PYTHON a Python with awslambdaric and boto3,
# else one is made.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-5}
jdk=${JDK25:?set JDK25 to the folder of a JDK 25}
work=${WORK:-$(mktemp -d)}
if [[ -z ${PYTHON:-} ]]; then
  python3 -m venv "$work/python"
  "$work/python/bin/pip" install --quiet --disable-pip-version-check awslambdaric boto3
  PYTHON=$work/python/bin/python
fi

# As the Dockerfile has it.
mkdir -p "$work/task" "$work/opt" "$work/training"
(cd "$work/task" && "$jdk/bin/jar" xf "$OLDPWD/target/dromedary-function-parquet.zip" &&
  "$jdk/bin/jar" xf "$OLDPWD/target/dromedary-function-duckdb.zip" lib/duckdb.jar)
cp image/runtime.xml "$work/pom.xml"
mvn -q -B -f "$work/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/opt/runtime"
sed "s#/var/lang/bin/java#$jdk/bin/java#; s#/opt/#$work/opt/#g" image/function >"$work/opt/function"
chmod +x "$work/opt/function"
"$jdk/bin/javac" -d "$work/training" image/TrainingRuntime.java
export LAMBDA_TASK_ROOT="$work/task" AWS_REGION=us-east-1

handler=dev.dromedary.function.runtime.FunctionHandler::handleRequest
train() { # CACHE HANDLER
  CACHE_OPTION=-XX:AOTCacheOutput=$1 "$jdk/bin/java" -cp "$work/training" TrainingRuntime "$work/opt/function" "$2" >"$1.log" 2>&1
}
DROMEDARY_ROUTE=health-ingest train "$work/one.aot" "$handler"
train "$work/all.aot" dev.dromedary.function.runtime.TrainingHandler::handleRequest

# The plain handler with the jars that it needs, and a cache that a real event has trained.
mvn -q -B dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile="$work/classpath"
mvn -q -B dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$work/plain" \
  -DexcludeGroupIds=org.apache.camel,com.fasterxml.jackson.core,commons-io,jakarta.activation,jakarta.xml.bind,org.snakeyaml
mkdir -p "$work/handler/dev/dromedary/bench"
cp target/test-classes/dev/dromedary/bench/PlainHandler.class "$work/handler/dev/dromedary/bench/"
"$jdk/bin/jar" cf "$work/plain/handler.jar" -C "$work/handler" .
plain="exec $jdk/bin/java --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -XX:TieredStopAtLevel=1 %s -cp \
$(printf %s: "$work"/plain/*.jar "$work"/opt/runtime/*.jar) com.amazonaws.services.lambda.runtime.api.client.AWSLambda dev.dromedary.bench.PlainHandler::handleRequest"
race() {
  java -Dsun.net.httpserver.nodelay=true -cp "target/test-classes:target/classes:$(cat "$work/classpath")" dev.dromedary.bench.CommandStart "$@"
}
# shellcheck disable=SC2059
race 0 training "$(printf "$plain" "-XX:AOTCacheOutput=$work/plain.aot")"
ls -l "$work"/*.aot

function="export LAMBDA_TASK_ROOT=$work/task; CACHE_OPTION=%s exec $work/opt/function $handler"
# shellcheck disable=SC2059
race "$rounds" \
  "function without a cache" "$(printf "$function" -Xshare:auto)" \
  "function, cache of its route" "$(printf "$function" "-XX:AOTCache=$work/one.aot")" \
  "function, cache of all routes" "$(printf "$function" "-XX:AOTCache=$work/all.aot")" \
  "plain handler without a cache" "$(printf "$plain" -Xshare:auto)" \
  "plain handler with a cache" "$(printf "$plain" "-XX:AOTCache=$work/plain.aot")" \
  "Python" "cd $PWD/bench && exec $PYTHON -m awslambdaric plain_handler.handle"
