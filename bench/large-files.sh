#!/usr/bin/env bash
# The general pipeline on one large file of JSON lines, 3 % of it bad: read at once, and by ranges. For each: seconds of each stage, added up over the
# ranges, processor time and peak memory of the whole desk; and what a range costs beside its bytes, by many small ones.
# Run after `mvn test-compile`, on a machine that does nothing else. Needs GNU time, Python 3 and six times the file in free disk space.
set -euo pipefail
cd "$(dirname "$0")/.."
work=${WORK:-$(mktemp -d)}
records=${RECORDS:-11000000}
range=${RANGE_BYTES:-134217728}
small=${SMALL_RECORDS:-20000}
mvn -q -B dependency:build-classpath -Dmdep.outputFile="$work/classpath" -Dmdep.includeScope=test >/dev/null
export DDB_LOCAL_TELEMETRY=0 DROMEDARY_LINEAGE_PREFIX=
never=999999999999999

generate() {
  [[ -e $2 ]] || python3 - "$1" "$2" <<'PYTHON'
import random, sys
random.seed(7)
with open(sys.argv[2], "w") as file:
    for i in range(int(sys.argv[1])):
        temperature = 99 if random.random() < 0.03 else random.randrange(10, 400) / 10
        file.write(f'{{"sensor_id":"s-{i % 5000:05}","measured_at":"2026-01-05T{i % 8:02}:{i % 60:02}:00Z",'
                   f'"temperature":{temperature},"humidity":{random.randrange(0, 1000) / 10}}}\n')
PYTHON
}

# The name, the size from which on it is cut, the bytes of a range, the file.
run() {
  rm -rf "$work/cloud"
  PIPELINES_RANGES_FROM=$2 PIPELINES_RANGE_BYTES=$3 /usr/bin/time -f "$1: %U + %S s of processor time, %e s, %M KB" \
    java "-Xmx${HEAP:-512m}" -XX:+UseSerialGC -cp "target/classes:$(cat "$work/classpath")" dev.dromedary.desk.cli.Dromedary \
    run pipelines "$4" --data "$work/cloud" >"$work/summary"
  python3 - "$work/cloud" <<'PYTHON'
import glob, json, sys
folder = sys.argv[1] + "/s3/dromedary-pipelines/"
for stage, pattern in ("validate", "staged/*/manifest.json"), ("store", "manifests/*.json"):
    all = [json.load(open(name)) for name in glob.glob(folder + pattern)]
    each = [one for one in all if "ranges" not in one and "objects" not in one]
    counts = [one["counts"] for one in each if "counts" in one]
    print(f"  {stage}: {len(each)} x, {sum(one['duration_ms'] for one in each) / 1000:.1f} s in all, "
          f"{max(one['duration_ms'] for one in each) / 1000:.1f} s the longest, "
          f"{sum(one['input'] for one in counts)} records, {sum(one['valid'] for one in counts)} valid")
state = json.loads(open(sys.argv[1] + "/tables/dromedary-pipelines.ndjson").readline())
print(f"  {state['status']}, score {state['score']}, {state['counts']}")
PYTHON
}

generate "$records" "$work/readings.ndjson"
generate "$small" "$work/readings_small.ndjson"
ls -l "$work"/*.ndjson
for _ in $(seq "${ROUNDS:-1}"); do
  run "at once" $never "$range" "$work/readings.ndjson"
  run "by ranges of $range bytes" 1 "$range" "$work/readings.ndjson"
  run "small, at once" $never "$range" "$work/readings_small.ndjson"
  run "small, by ranges of 20000 bytes" 1 20000 "$work/readings_small.ndjson"
done
