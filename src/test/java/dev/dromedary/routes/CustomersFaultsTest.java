package dev.dromedary.routes;

import static dev.dromedary.routes.Customers.ITEMS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.routes.Calls.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each call of the pipeline's functions fails, in one way in the sample, in each way in the simulation. When the event has
 * come again, each message was sent once, and the day is done.
 */
@ExtendWith(SharedCloud.class)
class CustomersFaultsTest {

    /** What an invocation is about, with what has been before it. */
    private enum Way {
        /** A file comes that is not the last of its day. */
        EARLIER {
            @Override
            Supplier<String> prepare(Customers customers, int day, List<Map<String, Object>> events) {
                return () -> customers.collect(events.get(0));
            }

            @Override
            void end(Customers customers, List<Map<String, Object>> events) {
                assertThat(customers.collect(events.get(1))).isNotNull();
                assertThat(customers.collect(events.get(2))).isNotNull();
            }
        },
        CUSTOMERS_LAST {
            @Override
            Supplier<String> prepare(Customers customers, int day, List<Map<String, Object>> events) {
                return last(customers, events, 0);
            }
        },
        ORDERS_LAST {
            @Override
            Supplier<String> prepare(Customers customers, int day, List<Map<String, Object>> events) {
                return last(customers, events, 1);
            }
        },
        ITEMS_LAST {
            @Override
            Supplier<String> prepare(Customers customers, int day, List<Map<String, Object>> events) {
                return last(customers, events, 2);
            }
        },
        /** A file of a day that is done comes with another amount. */
        CORRECTION {
            @Override
            Supplier<String> prepare(Customers customers, int day, List<Map<String, Object>> events) {
                events.forEach(customers::collect);
                Map<String, Object> corrected =
                        customers.upload("items_" + date(day) + ".csv", ITEMS + "1,O1,x,1,12.31\n2,O2,y,1,20.00\n");
                return () -> customers.collect(corrected);
            }
        },
        /** The schedule takes up a day whose worker has died. */
        CHECK {
            @Override
            Supplier<String> prepare(Customers customers, int day, List<Map<String, Object>> events) {
                customers.collect(events.get(0));
                customers.collect(events.get(1));
                customers.calls.from(new Calls.Meddler() {
                    @Override
                    public void before(Call call) {
                        if (call.service().equals("Sqs")) {
                            throw Fault.DENIED.exception(call);
                        }
                    }
                });
                assertThat(customers.collect(events.get(2))).isNull();
                Map<String, Object> scheduled =
                        Health.scheduled(Instant.now().plus(Duration.ofHours(2)).plusSeconds(day));
                return () -> customers.check(scheduled);
            }
        };

        /** @return the invocation */
        abstract Supplier<String> prepare(Customers customers, int day, List<Map<String, Object>> events);

        /** What comes after it. */
        void end(Customers customers, List<Map<String, Object>> events) {
            // Nothing.
        }

        private static Supplier<String> last(Customers customers, List<Map<String, Object>> events, int last) {
            for (int i = 0; i < events.size(); i++) {
                if (i != last) {
                    assertThat(customers.collect(events.get(i))).isNotNull();
                }
            }
            return () -> customers.collect(events.get(last));
        }
    }

    /** What one day has come to. */
    private record Day(List<Call> calls, List<String> messages) {}

    static Stream<Arguments> faults() {
        return Stream.of(Way.values())
                .flatMap(way -> Stream.of(Fault.values()).map(fault -> Arguments.of(way, fault)))
                // The calls are the same whichever file is the last, and mostly the same in the other ways.
                .filter(each -> each.get()[0] == Way.ITEMS_LAST || each.get()[1] == Fault.DEATH);
    }

    @ParameterizedTest
    // Their calls are those of ITEMS_LAST.
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CUSTOMERS_LAST", "ORDERS_LAST"})
    void shouldSendEachMessageOnce_whenACallFailsInSomeWay(Way way, EmbeddedCloud cloud) {
        assertSentOnce(way, call -> Fault.sampled(call, way.ordinal()), cloud);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("faults")
    @Tag("simulation")
    void shouldSendEachMessageOnce_whenACallFails(Way way, Fault fault, EmbeddedCloud cloud) {
        assertSentOnce(way, call -> fault, cloud);
    }

    private static void assertSentOnce(Way way, Function<Call, Fault> faults, EmbeddedCloud cloud) {
        try (Customers customers = new Customers(cloud)) {
            Day faultless = day(customers, way, 0, null);
            assertThat(faultless.messages()).hasSize(way == Way.CORRECTION ? 1 : 2);
            assertThat(faultless.calls()).hasSizeGreaterThan(way == Way.EARLIER ? 5 : 15);

            for (Call call : faultless.calls()) {
                int day = call.number() + 1;
                Fault fault = faults.apply(call);
                Day faulty = day(customers, way, day, fault.at(call.number(), customers.ledger::lapse));

                String what = fault + " at " + call;
                assertThat(faulty.messages()).as(what).containsExactlyInAnyOrderElementsOf(faultless.messages());
                assertThat(customers.set(date(day))).as(what).doesNotContainKey("open");
                for (String customer : List.of("C1", "C2")) {
                    assertThat(customers.item(date(day), customer).get("sent").bool())
                            .as(what)
                            .isTrue();
                }
            }
            assertThat(customers.errors()).isEmpty();
            assertThat(customers.store().openUploads()).isEmpty();
        }
    }

    private static String date(int day) {
        return String.format("2022%02d%02d", 1 + day / 28, 1 + day % 28);
    }

    /** Meddles with the first attempt at the invocation, and delivers its event twice more. */
    private static Day day(Customers customers, Way way, int day, Calls.Meddler meddler) {
        List<Map<String, Object>> events = customers.day(date(day));
        Supplier<String> invocation = way.prepare(customers, day, events);
        customers.ledger.lapse();
        int before = customers.messages().size();
        customers.calls.pass();
        if (meddler != null) {
            customers.calls.from(meddler);
        }
        boolean succeeded = invocation.get() != null;
        List<Call> calls = customers.calls.made();
        customers.calls.pass();
        assertThat(succeeded || meddler != null).isTrue();
        customers.ledger.lapse();
        assertThat(invocation.get()).isNotNull();
        assertThat(invocation.get()).isEqualTo("done already");
        way.end(customers, events);
        List<String> all = customers.messages();
        return new Day(calls, List.copyOf(all.subList(before, all.size())));
    }
}
