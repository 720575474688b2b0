#!/usr/bin/env bash
# The whole health pipeline on a file of which 40 % is out of range: seconds, peak memory, sizes of item and event.
# Run after `mvn test-compile`, on a machine that does nothing else. Needs GNU time and awk.
set -euo pipefail
cd "$(dirname "$0")/.."
work=${WORK:-$(mktemp -d)}
rounds=${ROUNDS:-5}
rows=${ROWS:-1000000}
mvn -q -B dependency:build-classpath -Dmdep.outputFile="$work/classpath" -Dmdep.includeScope=test >/dev/null
export DDB_LOCAL_TELEMETRY=0

awk -v rows="$rows" 'function between(low, high) { return low + int(rand() * (high - low + 1)) }
  BEGIN {
    srand(7)
    print "event_time,user_id,heart_rate,spo2,steps,temp_c,systolic_bp,diastolic_bp"
    for (i = 0; i < rows; i++) {
      heart = between(60, 160); spo2 = between(92, 100); temp = between(355, 380) / 10
      systolic = between(100, 140); diastolic = between(60, 90)
      if (rand() < 0.4) {
        kind = between(0, 3)
        if (kind == 0) heart = between(50, 59)
        else if (kind == 1) spo2 = between(90, 91)
        else if (kind == 2) temp = between(381, 400) / 10
        else systolic = between(141, 180)
      }
      printf "2026-01-%02dT%02d:%02d:00Z,user-%05d,%d,%d,%d,%.1f,%d,%d\n", 1 + i % 28, i % 24, i % 60,
        between(1, 5000), heart, spo2, between(0, 20000), temp, systolic, diastolic
    }
  }' >"$work/readings.csv"

for _ in $(seq "$rounds"); do
  rm -rf "$work/cloud"
  /usr/bin/time -f "$rows rows %e s %M KB" java -Xmx256m -XX:+UseSerialGC \
    -cp "target/classes:$(cat "$work/classpath")" dev.dromedary.desk.cli.Dromedary \
    run health "$work/readings.csv" --data "$work/cloud" >"$work/summary"
done
grep -A99 health-analyze "$work/summary"
echo "analysis document: $(wc -c <"$work/cloud/s3/dromedary-health/analyzed/readings_analysis.json") bytes"
echo "item: $(wc -c <"$work/cloud/tables/dromedary-health-analyses.ndjson") bytes"
echo "event: $(tail -n 1 "$work/cloud/events.ndjson" | wc -c) bytes"
