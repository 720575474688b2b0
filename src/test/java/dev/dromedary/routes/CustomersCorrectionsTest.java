package dev.dromedary.routes;

import static dev.dromedary.routes.Customers.CUSTOMERS;
import static dev.dromedary.routes.Customers.ITEMS;
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

/** Days whose files are corrected. */
@ExtendWith(SharedCloud.class)
class CustomersCorrectionsTest {

    private Customers customers;

    @BeforeEach
    void open(EmbeddedCloud cloud) {
        customers = new Customers(cloud);
    }

    @AfterEach
    void close() {
        customers.close();
    }

    @Test
    void shouldSendEachCorrection_whenThereAreMany() {
        customers.day("20220130").forEach(customers::collect);

        for (int correction = 1; correction <= 20; correction++) {
            int before = customers.messages().size();
            customers.collect(customers.upload("items_20220130.csv", ITEMS + "1,O1,x,1," + correction + ".50\n"));

            assertThat(customers.messages())
                    .as("correction %d", correction)
                    .hasSize(before + 1)
                    .last()
                    .asString()
                    .contains("\"C1\"", ":" + correction + ".50}");
            assertThat(customers.set("20220130"))
                    .as("correction %d", correction)
                    .doesNotContainKey("open");
        }
    }

    @Test
    void shouldTakeBackWhatWasSent_whenACorrectionFailedHalfwayAndIsTakenBack() {
        customers.day("20220130").forEach(customers::collect);
        String first = customers.messages().stream()
                .filter(message -> message.contains("\"C1\""))
                .findFirst()
                .orElseThrow();
        customers.calls.from(new Calls.Meddler() {
            @Override
            public Object after(Calls.Call call, Object reply) {
                if (call.is("sendMessageBatch")) {
                    throw Fault.DENIED.exception(call);
                }
                return reply;
            }
        });
        assertThat(customers.collect(customers.upload("items_20220130.csv", ITEMS + "1,O1,x,1,99.00\n")))
                .isNull();
        customers.calls.pass();
        assertThat(customers.messages()).hasSize(3).last().asString().contains(":99.00}");

        customers.collect(customers.upload("items_20220130.csv", ITEMS + "1,O1,x,1,12.30\n2,O2,y,1,20.00\n"));

        assertThat(customers.messages()).hasSize(4).last().isEqualTo(first);
        assertThat(customers.item("20220130", "C1").get("sent").bool()).isTrue();
        assertThat(customers.set("20220130")).doesNotContainKey("open");
    }

    @Test
    void shouldSendTheLast_whenTwoCorrectionsComeAtTheSameMoment() throws Exception {
        List<RouteFunction> functions = List.of(customers.start(Customers.COLLECT), customers.start(Customers.COLLECT));
        ExecutorService threads = Executors.newFixedThreadPool(functions.size());
        try {
            for (int round = 10; round < 18; round++) {
                String date = "202201" + round;
                customers.day(date).forEach(customers::collect);
                List<Map<String, Object>> events = List.of(
                        customers.upload("items_" + date + ".csv", ITEMS + "1,O1,x,1,50.00\n"),
                        customers.upload(
                                "customers_" + date + ".csv", CUSTOMERS + "1,A,B,C1,active\n2,C,D,C3,active\n"));
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
                    assertThat(outcome.get()).as(date).isNotNull();
                }

                assertThat(customers.item(date, "C1").get("message").s())
                        .as(date)
                        .contains(":50.00}");
                assertThat(customers.item(date, "C3").get("sent").bool())
                        .as(date)
                        .isTrue();
                assertThat(customers.set(date)).as(date).doesNotContainKey("open");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void shouldWaitThenDoNothing_whenAnUnreadableCorrectionIsTakenBack() {
        customers.day("20220130").forEach(customers::collect);
        assertThat(customers.collect(customers.upload("items_20220130.csv", "no,items\n1,2\n")))
                .isEqualTo("rejected");
        assertThat(customers.set("20220130").get("open").s()).isEqualTo("yes");

        customers.check(Health.scheduled(Instant.now().plus(Duration.ofHours(5))));
        assertThat(customers.errors()).last().satisfies(error -> assertThat(error)
                .containsEntry("error", "incomplete_set")
                .containsEntry("missing", List.of("items")));
        customers.collect(customers.upload("items_20220130.csv", ITEMS + "1,O1,x,1,12.30\n2,O2,y,1,20.00\n"));

        assertThat(customers.messages()).hasSize(2);
        assertThat(customers.set("20220130")).doesNotContainKey("open");
    }
}
