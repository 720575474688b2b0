package dev.dromedary.desk.cloud.s3;

import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers every write: 16 hexadecimal digits, strictly increasing over all buckets, also after a restart. The number is
 * the time in microseconds, or the last one and one more where the clock stands still or goes back.
 */
final class Sequencer {
    private final AtomicLong last = new AtomicLong();

    String next() {
        Instant now = Instant.now();
        long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
        return String.format(Locale.ROOT, "%016X", last.updateAndGet(before -> Math.max(before + 1, micros)));
    }

    /** Makes sure that every later number is greater than this one. */
    void startAfter(String sequencer) {
        last.accumulateAndGet(Long.parseUnsignedLong(sequencer, 16), Math::max);
    }
}
