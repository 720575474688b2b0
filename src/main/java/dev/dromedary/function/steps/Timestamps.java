package dev.dromedary.function.steps;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as sort keys: always three digits of a second, so that the order of the texts is that of the times. */
public final class Timestamps {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /**
     * A time as a sort key.
     *
     * @param time a time in the years 0 to 9999
     * @return such as {@code 2026-01-05T08:00:00.000Z}
     */
    public static String of(Instant time) {
        return FORMAT.format(time);
    }
}
