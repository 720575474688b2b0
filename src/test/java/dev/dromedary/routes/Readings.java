package dev.dromedary.routes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** CSV files of readings. */
final class Readings {

    static final String HEADER = "event_time,user_id,heart_rate,spo2,steps,temp_c,systolic_bp,diastolic_bp\n";
    static final String REJECTED_HEADER = HEADER.strip() + ",reject_reason\n";
    static final String GOOD = "2026-01-05T08:00:00Z,u1,78,97,6500,36.7,122,79\n";
    static final String OTHER = "2026-01-05T09:00:00Z,u2,81,98,7000,36.9,125,81\n";
    static final String OUT_OF_RANGE = "2026-01-05T10:00:00Z,u3,165,91,120,38.9,150,95\n";
    static final String NO_SPO2 = "2026-01-05T08:00:00Z,u1,78,,6500,36.7,122,79\n";
    static final String FAST_HEART = "2026-01-05T08:00:00Z,u1,300,97,6500,36.7,122,79\n";

    private Readings() {}

    /** The row as it is rejected. */
    static String rejected(String row, String reason) {
        return row.stripTrailing() + "," + reason + "\n";
    }

    /** A file of rows that differ, the first of them counted from the seed; every tenth is bad. */
    static String file(int seed, int rows) {
        StringBuilder file = new StringBuilder(HEADER);
        for (int i = seed; i < seed + rows; i++) {
            file.append("2026-01-05T08:00:00Z,user-")
                    .append(i)
                    .append(",78,")
                    .append(i % 10 == 9 ? "" : "97")
                    .append(",6500,36.7,122,79\n");
        }
        return file.toString();
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
