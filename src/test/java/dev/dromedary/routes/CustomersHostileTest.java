package dev.dromedary.routes;

import static dev.dromedary.routes.Customers.CUSTOMERS;
import static dev.dromedary.routes.Customers.ITEMS;
import static dev.dromedary.routes.Customers.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.function.records.OtherReaders;
import dev.dromedary.function.runtime.JsonDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as partners never should, but do, send them. */
@ExtendWith(SharedCloud.class)
class CustomersHostileTest {

    private static final int LARGEST_MESSAGE = 256 * 1024;

    private Customers customers;

    @BeforeEach
    void open(EmbeddedCloud cloud) {
        customers = new Customers(cloud);
    }

    @AfterEach
    void close() {
        customers.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b.csv",
                "x${body}.csv",
                "${bean:java.lang.Runtime}.csv",
                "it's \"so\".csv",
                "{{customers.bucket}}.csv",
                "line\nbreak.csv",
                "a)},b.csv"
            })
    void shouldNameTheFile_whateverItIsCalled(String name) {
        customers.collect(customers.upload(name, CUSTOMERS));

        assertThat(customers.errors()).singleElement().satisfies(error -> assertThat(error)
                .containsEntry("error", "unexpected_file")
                .containsEntry("file", "raw/" + name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uffff", "\ufffe", "\u0001", "\u001b[31m", "\u007f", "\ufdd0", "\\uFFFF"})
    void shouldTellOfTheFile_whenItsNameHoldsWhatAQueueRefuses(String text) {
        // The name is the one text of a partner's that is sent on.
        customers.collect(customers.upload("customers " + text + ".csv", CUSTOMERS));

        assertThat(customers.errors()).singleElement().satisfies(error -> assertThat(error)
                .containsEntry("error", "unexpected_file")
                .extractingByKey("file")
                .asString()
                .startsWith("raw/customers ")
                .endsWith(".csv"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uffff", "\ufffe", "\u0001", "\u001b[31m", "\u007f", "\ufdd0", "\\uFFFF"})
    void shouldCompleteTheDay_whenAnUnmatchedRowHoldsWhatAQueueRefuses(String text) {
        customers.collect(customers.upload("customers_20220130.csv", CUSTOMERS + "1,Ada,Byron,C1,active\n"));
        customers.collect(customers.upload("orders_20220130.csv", ORDERS + "1,C1,new,O1,2022-01-30T08:00:00Z\n"));

        customers.collect(
                customers.upload("items_20220130.csv", ITEMS + "1,O1,Tube,1,5.10\n2,O9,pipe " + text + ",1,7.20\n"));

        assertThat(customers.messages()).hasSize(1);
        assertThat(customers.errors()).singleElement().satisfies(error -> {
            assertThat(error)
                    .containsEntry("error", "unmatched_rows")
                    .asString()
                    .doesNotContain("pipe");
            assertThat(JsonDocument.parse(customers.store().text((String) error.get("unmatched_key"))))
                    .extracting("values")
                    .asString()
                    .contains("pipe " + text);
        });
    }

    @Test
    void shouldBeReadByOthersAsCounted_whenRowsAreUnmatched(@TempDir Path folder) throws Exception {
        List<String> odd = List.of("a\rb", "\u2028", "\u0085", "\u0000", "\uffff", "\\", "\ufeff", "\u001b[31m");
        StringBuilder items = new StringBuilder(ITEMS);
        for (int i = 0; i < odd.size(); i++) {
            items.append(i).append(",O9,pipe").append(odd.get(i)).append(",1,7.20\n");
        }
        customers.collect(customers.upload("customers_20220130.csv", CUSTOMERS + "1,Ada,Byron,C1,active\n"));
        customers.collect(customers.upload("orders_20220130.csv", ORDERS + "1,C1,new,O1,2022-01-30T08:00:00Z\n"));
        customers.collect(customers.upload("items_20220130.csv", items.toString()));

        Map<String, Object> error = customers.errors().get(customers.errors().size() - 1);
        OtherReaders others = new OtherReaders(folder);
        others.addLines(
                customers.store().bytes((String) error.get("unmatched_key")), List.of("table", "row", "reason"));

        long unmatched = ((Map<?, ?>) error.get("reasons"))
                .values().stream()
                        .mapToLong(count -> ((Number) count).longValue())
                        .sum();
        assertThat(unmatched).isPositive();
        assertThat(others.read())
                .singleElement()
                .satisfies(readers -> readers.forEach((reader, rows) -> {
                    if (rows != null) {
                        assertThat((List<?>) rows).as(reader).hasSize((int) unmatched);
                    }
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"customers", "orders", "items"})
    void shouldBeNoFault_whenAFileHasNoRow(String part) {
        String header =
                switch (part) {
                    case "customers" -> CUSTOMERS;
                    case "orders" -> ORDERS;
                    default -> ITEMS;
                };

        assertThat(customers.collect(customers.upload(part + "_20220130.csv", header)))
                .isEqualTo("success");

        assertThat(customers.errors()).isEmpty();
    }

    @Test
    void shouldStillWait_whenNoRowIsValid() {
        assertThat(customers.collect(customers.upload("orders_20220130.csv", ORDERS + "x,,,,\n")))
                .isEqualTo("rejected");
    }

    @Test
    void shouldTellExamplesThatFitAMessage_whenRowsAreHuge() {
        String wide = "x".repeat(60_000);
        StringBuilder orders = new StringBuilder(ORDERS.replace("\n", ",note\n"));
        for (int i = 0; i < 12; i++) {
            orders.append(i)
                    .append(",C9,new,O")
                    .append(i)
                    .append(",2022-01-30T08:00:00Z,\"")
                    .append(wide)
                    .append("\"\n");
        }
        customers.collect(customers.upload("customers_20220130.csv", CUSTOMERS + "1,A,B,C1,active\n"));
        customers.collect(customers.upload("items_20220130.csv", ITEMS));

        assertThat(customers.collect(customers.upload("orders_20220130.csv", orders.toString())))
                .isEqualTo("success");

        assertThat(customers.errors()).singleElement().satisfies(error -> {
            assertThat(error).containsEntry("error", "unmatched_rows");
            assertThat((List<?>) error.get("examples")).hasSize(10);
            assertThat(JsonDocument.write(error).length()).isLessThan(LARGEST_MESSAGE);
        });
        assertThat(customers.store().text("rejected/20220130_unmatched.ndjson").lines())
                .hasSize(12)
                .allMatch(line -> line.contains(wide));
        assertThat(customers.set("20220130")).doesNotContainKey("open");
    }
}
