package dev.dromedary.function.steps.outbox;

import dev.dromedary.function.ledger.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Pauses that take no time but by a clock of their own. */
final class Pauses {

    private final List<Duration> taken = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-05T08:00:00Z");

    /** Pauses until some time from now. */
    Backoff within(Duration time) {
        return new Backoff(now.plus(time), () -> now, pause -> {
            taken.add(pause);
            now = now.plus(pause);
        });
    }

    List<Duration> taken() {
        return taken;
    }
}
