package dev.dromedary.desk.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Inputs of 20 MiB, whose outputs have several parts each. */
final class LargeFiles {

    static final long PART = 5L * 1024 * 1024;
    static final int READINGS = 380_000;
    static final int ITEMS = 500_000;

    private LargeFiles() {}

    /** Every other row is invalid, and all others are out of range. */
    static Path readings(Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("event_time,user_id,heart_rate,spo2,steps,temp_c,systolic_bp,diastolic_bp\n");
            for (int i = 0; i < READINGS; i++) {
                out.write("2026-03-01T%02d:%02d:%02dZ,user-%07d,170,%d,100,36.6,120,80\n"
                        .formatted(i / 3600 % 24, i / 60 % 60, i % 60, i, i % 2 == 0 ? 98 : 198));
            }
        }
        return file;
    }

    /** The items of all but two rows belong to no order. */
    static List<Path> day(Path folder) throws IOException {
        Path customers = Files.writeString(
                folder.resolve("customers_20220301.csv"),
                "id,first_name,last_name,customer_reference,status\n1,A,B,C-LARGE,active\n");
        Path orders = Files.writeString(
                folder.resolve("orders_20220301.csv"),
                "id,customer_reference,order_status,order_reference,order_timestamp\n"
                        + "1,C-LARGE,new,O-LARGE,2022-03-01T08:00:00Z\n");
        Path items = folder.resolve("items_20220301.csv");
        try (Writer out = Files.newBufferedWriter(items)) {
            out.write("id,order_reference,item_name,quantity,total_price\n1,O-LARGE,x,1,12.30\n2,O-LARGE,y,1,20.00\n");
            for (int i = 3; i <= ITEMS; i++) {
                out.write(i + ",O-NOBODY-" + i + ",Nothing in particular,1,1.00\n");
            }
        }
        return List.of(customers, orders, items);
    }

    static void isLarge(Path file) {
        try {
            assertThat(Files.size(file)).isGreaterThan(20L * 1024 * 1024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void isInParts(byte[] content) {
        assertThat((long) content.length).isGreaterThan(PART);
    }
}
