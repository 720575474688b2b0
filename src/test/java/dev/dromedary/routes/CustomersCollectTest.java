package dev.dromedary.routes;

import static dev.dromedary.routes.Customers.CUSTOMERS;
import static dev.dromedary.routes.Customers.ITEMS;
import static dev.dromedary.routes.Customers.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.function.runtime.RouteFunction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedCloud.class)
class CustomersCollectTest {

    private static final String FIRST =
            "{\"type\":\"customer_message\",\"customer_reference\":\"C1\",\"number_of_orders\":2,\"total_amount_spent\":32.30}";
    private static final String SECOND =
            "{\"type\":\"customer_message\",\"customer_reference\":\"C2\",\"number_of_orders\":0,\"total_amount_spent\":0.00}";

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
    @ValueSource(strings = {"012", "021", "102", "120", "201", "210"})
    void shouldSendEachMessageOnce_whicheverFileComesLast(String order) {
        List<Map<String, Object>> events = customers.day("20220130");
        List<Map<String, Object>> delivered = new ArrayList<>();
        order.chars().forEach(each -> delivered.add(events.get(each - '0')));

        delivered.forEach(event -> assertThat(customers.collect(event)).isNotNull());

        assertThat(customers.messages()).containsExactlyInAnyOrder(FIRST, SECOND);
        // Each once more, and in another order.
        events.forEach(event -> assertThat(customers.collect(event)).isEqualTo("done already"));
        assertThat(customers.messages()).hasSize(2);
        assertThat(customers.errors()).isEmpty();
        assertThat(customers.set("20220130")).doesNotContainKey("open");
        assertThat(customers.store().openUploads()).isEmpty();
    }

    @Test
    void shouldSendEachMessageOnce_whenAllComeAtTheSameMoment() throws Exception {
        List<RouteFunction> functions = List.of(
                customers.start(Customers.COLLECT),
                customers.start(Customers.COLLECT),
                customers.start(Customers.COLLECT));
        ExecutorService threads = Executors.newFixedThreadPool(functions.size());
        try {
            for (int round = 10; round < 22; round++) {
                String date = "202201" + round;
                List<Map<String, Object>> events = customers.day(date);
                int before = customers.messages().size();
                CyclicBarrier together = new CyclicBarrier(functions.size());
                List<Future<String>> outcomes = new ArrayList<>();
                for (int i = 0; i < functions.size(); i++) {
                    RouteFunction function = functions.get(i);
                    Map<String, Object> event = events.get(i);
                    outcomes.add(threads.submit(() -> {
                        together.await();
                        return Customers.outcome(function, event);
                    }));
                }
                for (Future<String> outcome : outcomes) {
                    assertThat(outcome.get()).isNotNull();
                }
                List<String> all = customers.messages();
                assertThat(all.subList(before, all.size())).as(date).containsExactlyInAnyOrder(FIRST, SECOND);
                assertThat(customers.set(date).get("revision").n()).isEqualTo("1");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void shouldStoreAnItemForEachMessage() {
        customers.day("20220130").forEach(customers::collect);

        Map<String, ?> line = customers.sent().get(0);
        var item = customers.item("20220130", "C1");
        assertThat(item.get("customer_reference").s()).isEqualTo("C1");
        assertThat(item.get("number_of_orders").n()).isEqualTo("2");
        assertThat(item.get("total_amount_spent").n()).isEqualTo("32.3");
        assertThat(item.get("sent").bool()).isTrue();
        assertThat(Long.parseLong(item.get("ttl").n()))
                .isBetween(
                        Instant.now().plus(Duration.ofDays(89)).getEpochSecond(),
                        Instant.now().plus(Duration.ofDays(90)).getEpochSecond());
        String id = Json.sha256("20220130_C1") + "-1";
        assertThat(Json.at(line, "attributes", "message_id", "value")).isEqualTo(id);
        assertThat(line.get("message_deduplication_id")).isEqualTo(id);
        assertThat(line.get("message_group_id")).isEqualTo(Json.sha256("C1"));
    }

    @Test
    void shouldSendOnlyWhatHasChanged_whenAFileIsCorrected() {
        customers.day("20220130").forEach(customers::collect);

        String again =
                customers.collect(customers.upload("items_20220130.csv", ITEMS + "1,O1,x,1,12.30\n2,O2,y,1,20.00\n"));
        assertThat(again).isEqualTo("unchanged");
        assertThat(customers.messages()).hasSize(2);

        customers.collect(customers.upload("items_20220130.csv", ITEMS + "1,O1,x,1,12.31\n2,O2,y,1,20.00\n"));

        assertThat(customers.messages()).hasSize(3).last().asString().contains("\"C1\"", ":32.31}");
        assertThat(customers.sent().get(2).get("message_deduplication_id"))
                .isEqualTo(Json.sha256("20220130_C1") + "-2");
        assertThat(customers.item("20220130", "C2").get("revision").n()).isEqualTo("1");

        // Back to what it was: a change like any other.
        customers.collect(customers.upload("items_20220130.csv", ITEMS + "1,O1,x,1,12.30\n2,O2,y,1,20.00\n"));

        assertThat(customers.messages()).hasSize(4).last().isEqualTo(FIRST);
        assertThat(customers.sent().get(3).get("message_deduplication_id"))
                .isEqualTo(Json.sha256("20220130_C1") + "-3");
    }

    @Test
    void shouldLeaveTheSetWaiting_whenAFileCanNotBeUsed() {
        List<Map<String, Object>> events = customers.day("20220130");
        customers.collect(events.get(0));
        customers.collect(events.get(1));

        String outcome = customers.collect(customers.upload("items_20220130.csv", "no,items\n1,2\n"));

        assertThat(outcome).isEqualTo("rejected");
        assertThat(customers.messages()).isEmpty();
        assertThat(customers.errors()).singleElement().satisfies(error -> assertThat(error)
                .containsEntry("error", "unusable_file")
                .containsEntry("file", "raw/items_20220130.csv")
                .containsEntry("reason", "missing_column"));
        assertThat(customers.set("20220130").get("open").s()).isEqualTo("yes");

        customers.collect(customers.upload("items_20220130.csv", ITEMS + "1,O1,x,1,32.30\n"));
        assertThat(customers.messages()).containsExactlyInAnyOrder(FIRST, SECOND);
    }

    @Test
    void shouldMakeMessages_whenThereAreNoOrders() {
        customers.collect(customers.upload("orders_20220130.csv", ORDERS));
        customers.collect(customers.upload("items_20220130.csv", ITEMS));
        customers.collect(customers.upload("customers_20220130.csv", CUSTOMERS + "1,A,B,C2,active\n"));

        assertThat(customers.messages()).containsExactly(SECOND);
    }

    @Test
    void shouldWorkOnADay_whoseCustomersAreThoseOfTheDayBefore() {
        customers.day("20220130").forEach(customers::collect);
        customers.day("20220131").forEach(customers::collect);

        assertThat(customers.messages()).hasSize(4);
        assertThat(customers.item("20220131", "C1").get("sent").bool()).isTrue();
    }

    @Test
    void shouldReportWhatBelongsToNothingAndWhatIsBad() {
        customers.collect(customers.upload(
                "customers_20220130.csv", CUSTOMERS + "1,A,B,C1,active\n2,C,D,C1,active\n3,E,F,,active\n"));
        customers.collect(customers.upload(
                "orders_20220130.csv",
                ORDERS + "1,C1,new,O1,2022-01-30T08:00:00Z\n2,C9,new,O2,2022-01-30T08:00:00Z\n"));
        customers.collect(customers.upload(
                "items_20220130.csv", ITEMS + "1,O1,x,1,1.00\n2,O9,x,1,1.00\n3,O1,x,1,1.001\n4,O1,x,0,1\n"));

        assertThat(customers.messages()).singleElement().asString().contains("\"total_amount_spent\":1.00");
        assertThat(customers.errors())
                .extracting(error -> error.get("error") + " " + error.getOrDefault("file", error.get("table")) + " "
                        + error.get("reasons"))
                .containsExactlyInAnyOrder(
                        "rejected_rows raw/customers_20220130.csv {missing_customer_reference=1}",
                        "rejected_rows raw/items_20220130.csv {invalid_quantity=1, invalid_total_price=1}",
                        "unmatched_rows customers {duplicate_customer_reference=1}",
                        "unmatched_rows orders {unknown_customer_reference=1}",
                        "unmatched_rows items {unknown_order_reference=1}");
        assertThat(customers.store().text("rejected/20220130_unmatched.ndjson").lines())
                .hasSize(3)
                .last()
                .asString()
                .contains("\"table\":\"items\"", "\"order_reference\":\"O9\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"customers_20221330.csv", "people_20220130.csv", "customers.csv", "x/customers_20220130.csv"})
    void shouldReportAFileOfAnotherName(String name) {
        assertThat(customers.collect(customers.upload(name, CUSTOMERS))).isEqualTo("rejected");

        assertThat(customers.errors()).singleElement().satisfies(error -> assertThat(error)
                .containsEntry("error", "unexpected_file")
                .containsEntry("file", "raw/" + name));
    }

    @Test
    void shouldReportSetsThatWait_once() {
        customers.collect(customers.day("20220130").get(0));
        Instant later = Instant.now().plus(Duration.ofHours(5));

        customers.check(Health.scheduled(Instant.now()));
        assertThat(customers.errors()).isEmpty();
        customers.check(Health.scheduled(later));
        customers.check(Health.scheduled(later.plusSeconds(60)));

        assertThat(customers.errors()).singleElement().satisfies(error -> assertThat(error)
                .containsEntry("error", "incomplete_set")
                .containsEntry("set", "20220130")
                .containsEntry("missing", List.of("orders", "items")));
    }

    @Test
    void shouldTakeUpASet_whoseWorkerHasDied() {
        List<Map<String, Object>> events = customers.day("20220130");
        customers.collect(events.get(0));
        customers.collect(events.get(1));
        customers.calls.from(new Calls.Meddler() {
            @Override
            public void before(Calls.Call call) {
                if (call.service().equals("Sqs")) {
                    throw Fault.DENIED.exception(call);
                }
            }
        });
        assertThat(customers.collect(events.get(2))).isNull();
        customers.calls.pass();
        assertThat(customers.messages()).isEmpty();

        assertThat(customers.check(Health.scheduled(Instant.now().plus(Duration.ofHours(2)))))
                .isNotNull();

        assertThat(customers.messages()).containsExactlyInAnyOrder(FIRST, SECOND);
        assertThat(customers.set("20220130")).doesNotContainKey("open");
    }

    @Test
    void shouldLeaveTheWorkToTheNewerEvent_whenAFileHasChangedMeanwhile() {
        List<Map<String, Object>> events = customers.day("20220130");
        customers.collect(events.get(0));
        customers.collect(events.get(1));
        List<String> seen = new ArrayList<>();
        customers.calls.from(new Calls.Meddler() {
            @Override
            public Object after(Calls.Call call, Object reply) {
                // As soon as the last file has arrived, another version of the first is split.
                if (call.is("updateItem") && seen.isEmpty()) {
                    seen.add("once");
                    customers
                            .store()
                            .s3()
                            .putObject(
                                    put -> put.bucket(customers.bucket).key("processed/customers_20220130.csv"),
                                    software.amazon.awssdk.core.sync.RequestBody.fromString(CUSTOMERS));
                }
                return reply;
            }
        });

        assertThat(customers.collect(events.get(2))).isNotNull();

        assertThat(customers.messages()).isEmpty();
        assertThat(customers.errors()).isEmpty();
        assertThat(customers.set("20220130").get("open").s()).isEqualTo("yes");
    }
}
