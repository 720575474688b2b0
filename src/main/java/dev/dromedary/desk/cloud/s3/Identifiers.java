package dev.dromedary.desk.cloud.s3;

import java.util.UUID;

/** The opaque names that S3 hands out: 32 hexadecimal digits, drawn anew each time. */
final class Identifiers {
    private Identifiers() {}

    static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
