package dev.dromedary.desk.operations;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Ids for replays: the time, and something that tells replays of the same second apart. */
public final class ReplayId {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private ReplayId() {}

    /** Such as {@code 20261121-091500-3fa9}. */
    public static String next(Clock clock) {
        return TIME.format(clock.instant()) + String.format("-%04x", new SecureRandom().nextInt(0x10000));
    }
}
