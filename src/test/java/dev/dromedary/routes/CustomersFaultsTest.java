package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.local.EmbeddedCloud;
import dev.dromedary.routes.Calls.Call;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each call of customers-collect fails in each way. When the event has come again, each message was sent once. */
@ExtendWith(SharedCloud.class)
class CustomersFaultsTest {

    static Stream<Arguments> faults() {
        return Stream.of(Fault.values())
                .flatMap(fault -> Stream.of(0, 1, 2).map(last -> Arguments.of(fault, last)))
                // The calls are the same whichever file is the last.
                .filter(each -> each.get()[0] == Fault.DEATH || each.get()[1].equals(2));
    }

    @ParameterizedTest(name = "{0} while file {1} completes the day")
    @MethodSource("faults")
    void shouldSendEachMessageOnce_whenACallFails(Fault fault, int last, EmbeddedCloud cloud) {
        try (Customers customers = new Customers(cloud)) {
            List<Call> calls = day(customers, 0, last, null);
            List<String> expected = List.copyOf(customers.messages());
            assertThat(expected).hasSize(2);
            assertThat(calls).hasSizeGreaterThan(15);

            for (Call call : calls) {
                int before = customers.messages().size();
                int day = call.number() + 1;
                day(customers, day, last, fault.at(call.number(), customers.ledger::lapse));

                String what = fault + " at " + call;
                List<String> sent = customers.messages();
                assertThat(sent.subList(before, sent.size())).as(what).containsExactlyInAnyOrderElementsOf(expected);
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

    /** Lets a day's files come, meddles with the last one's first attempt, and delivers its event twice more. */
    private static List<Call> day(Customers customers, int day, int last, Calls.Meddler meddler) {
        List<Map<String, Object>> events = customers.day(date(day));
        for (int i = 0; i < events.size(); i++) {
            if (i != last) {
                assertThat(customers.collect(events.get(i))).isNotNull();
            }
        }
        customers.calls.pass();
        if (meddler != null) {
            customers.calls.from(meddler);
        }
        boolean succeeded = customers.collect(events.get(last)) != null;
        List<Call> calls = customers.calls.made();
        customers.calls.pass();
        assertThat(succeeded || meddler != null).isTrue();
        customers.ledger.lapse();
        assertThat(customers.collect(events.get(last))).isNotNull();
        assertThat(customers.collect(events.get(last))).isEqualTo("done already");
        return calls;
    }
}
