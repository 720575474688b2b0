package dev.dromedary.routes;

import static dev.dromedary.routes.Readings.GOOD;
import static dev.dromedary.routes.Readings.HEADER;
import static dev.dromedary.routes.Readings.NO_SPO2;
import static dev.dromedary.routes.Readings.OTHER;

import dev.dromedary.routes.Calls.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A function after ingest, with what has been before it. */
enum Stage {
    ANALYZE(Health.ANALYZE, health -> health.ingest("x", HEADER + Readings.OUT_OF_RANGE + GOOD + NO_SPO2)),
    ANALYZE_IN_PARTS(Health.ANALYZE, health -> health.ingest("x", HEADER + Readings.OUT_OF_RANGE.repeat(40_000))),
    ANALYZE_REPLACED(Health.ANALYZE, health -> {
        health.analyzed("x", HEADER + GOOD);
        return health.ingest("x", HEADER + Readings.OUT_OF_RANGE + GOOD);
    }),
    NOTIFY(Health.NOTIFY, health -> health.analyzed("x", HEADER + Readings.OUT_OF_RANGE + GOOD + NO_SPO2)),
    DIGEST(Health.DIGEST, health -> {
        health.analyzed("x", HEADER + Readings.OUT_OF_RANGE + NO_SPO2);
        health.analyzed("y", HEADER + GOOD + OTHER);
        return Health.scheduled(Instant.now().plus(Duration.ofHours(2)));
    }),
    ALERT(Health.ALERT, health -> health.ingest("x", "no,reading\n1,2\n"));

    /** The calls by which people are told, that can't be taken back. */
    private static final String MAIL = "sendRawEmail";

    private static final String MESSAGE = "publish";
    private static final Set<String> MARKS = Set.of("updateItem", "transactWriteItems");

    final String route;
    private final Function<Health, Map<String, Object>> before;

    Stage(String route, Function<Health, Map<String, Object>> before) {
        this.route = route;
        this.before = before;
    }

    /** Does what has been before; gives the event that the function gets. */
    Map<String, Object> begin(Health health) {
        return before.apply(health);
    }

    /** Whether a failure of the call is another one than in the other stages. */
    boolean concerns(Call call) {
        return this != ANALYZE_IN_PARTS || call.service().equals("S3");
    }

    /** Whether people may be told twice after that: they were told, and not all notes of it were made. */
    boolean mayRepeat(Fault fault, Call call, List<Call> calls) {
        if (call.is(MAIL) || call.is(MESSAGE)) {
            return fault.comesAfter();
        }
        boolean told = calls.subList(0, call.number()).stream().anyMatch(each -> each.is(MAIL) || each.is(MESSAGE));
        if (this == ALERT) {
            // Only the ledger notes that a message was published.
            return told;
        }
        boolean last = calls.subList(call.number() + 1, calls.size()).stream()
                .noneMatch(each -> MARKS.contains(each.operation()));
        boolean unmarked = fault == Fault.DENIED || !last && (fault == Fault.DENIED_TOO_LATE || fault == Fault.DEATH);
        return told && MARKS.contains(call.operation()) && unmarked;
    }
}
