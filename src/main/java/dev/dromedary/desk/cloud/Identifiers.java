package dev.dromedary.desk.cloud;

import java.util.UUID;

/** The opaque names that S3 hands out: 32 hexadecimal digits, drawn anew each time. */
public final class Identifiers {
    private Identifiers() {}

    public static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
