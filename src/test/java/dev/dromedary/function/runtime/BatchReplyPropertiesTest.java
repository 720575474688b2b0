package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.trigger.kinesis.Aggregates;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What {@code lambda-sqs} and {@code lambda-kinesis} give back names just what has to come again. */
class BatchReplyPropertiesTest {

    /** Kept, because a logger that nobody holds forgets its level. Thousands of failures here are as they should be. */
    private static final Logger LOG = Logger.getLogger(LambdaConsumer.class.getName());

    private static final List<String> TRIED = new ArrayList<>();
    private static final Set<String> REFUSED = new HashSet<>();

    private static RecordingRoute queue;
    private static RecordingRoute stream;

    /** One message of a batch: its group, and whether the route refuses it. */
    record Given(String group, boolean fails) {}

    @BeforeContainer
    static void startRoutes() throws Exception {
        LOG.setLevel(Level.OFF);
        queue = start("lambda-sqs:q");
        stream = start("lambda-kinesis:s?format=text");
    }

    private static RecordingRoute start(String uri) throws Exception {
        RecordingRoute route = RecordingRoute.start(uri);
        route.onEach(exchange -> {
            String body = exchange.getMessage().getBody(String.class);
            TRIED.add(body);
            if (REFUSED.contains(body)) {
                throw new IllegalStateException("refused");
            }
        });
        return route;
    }

    @AfterContainer
    static void stopRoutes() {
        queue.close();
        stream.close();
        LOG.setLevel(null);
    }

    @Property(tries = 200)
    void shouldNameExactlyTheFailedMessages_whenQueueIsStandard(@ForAll("standard") List<Given> batch) {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            if (batch.get(i).fails()) {
                expected.add("m" + i);
            }
        }

        assertThat(returnedMessages(batch)).isEqualTo(expected);
        assertThat(TRIED).hasSize(batch.size());
    }

    @Property(tries = 200)
    void shouldNameTheFailureAndAllAfterItInItsGroup_whenQueueIsFifo(@ForAll("fifo") List<Given> batch) {
        List<String> expected = new ArrayList<>();
        List<String> tried = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            String group = batch.get(i).group();
            if (batch.subList(0, i).stream()
                    .noneMatch(earlier -> earlier.fails() && earlier.group().equals(group))) {
                tried.add("b" + i);
                if (!batch.get(i).fails()) {
                    continue;
                }
            }
            expected.add("m" + i);
        }

        assertThat(returnedMessages(batch)).isEqualTo(expected);
        assertThat(TRIED).isEqualTo(tried);
    }

    @Property(tries = 200)
    void shouldNameTheFirstFailureAlone_whenStreamDelivers(@ForAll List<Boolean> fails) {
        List<Map<String, Object>> records = new ArrayList<>();
        begin();
        for (int i = 0; i < fails.size(); i++) {
            records.add(Events.record("" + i, bytes("b" + i)));
            if (fails.get(i)) {
                REFUSED.add("b" + i);
            }
        }

        List<Object> returned = ids(stream.invoke(Events.batch(records)));

        int first = fails.indexOf(true);
        assertThat(returned).isEqualTo(first < 0 ? List.of() : List.of("" + first));
        assertThat(TRIED).hasSize(first < 0 ? fails.size() : first + 1);
    }

    @Property(tries = 200)
    void shouldNameTheParentOfTheFirstFailure_whenRecordsArePacked(@ForAll("packed") List<List<Boolean>> fails) {
        List<Map<String, Object>> records = new ArrayList<>();
        List<String> tried = new ArrayList<>();
        List<Object> expected = new ArrayList<>();
        begin();
        for (int i = 0; i < fails.size(); i++) {
            List<Aggregates.Given> children = new ArrayList<>();
            for (int j = 0; j < fails.get(i).size(); j++) {
                String body = "b" + i + "." + j;
                children.add(new Aggregates.Given("p" + j % 2, bytes(body)));
                if (expected.isEmpty()) {
                    tried.add(body);
                }
                if (fails.get(i).get(j)) {
                    REFUSED.add(body);
                    if (expected.isEmpty()) {
                        expected.add("" + i);
                    }
                }
            }
            records.add(Events.record("" + i, Aggregates.pack(children)));
        }

        assertThat(ids(stream.invoke(Events.batch(records)))).isEqualTo(expected);
        assertThat(TRIED).isEqualTo(tried);
    }

    @Example
    void shouldNameThemAll_whenTenThousandMessagesFail() {
        List<Given> batch = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            batch.add(new Given(null, i % 2 == 0));
        }

        assertThat(returnedMessages(batch)).hasSize(5_000).contains("m0", "m9998");
        assertThat(TRIED).hasSize(10_000);
    }

    @Example
    void shouldStopAtTheLast_whenItAloneOfTenThousandRecordsFails() {
        begin();
        REFUSED.add("b9999");
        List<Map<String, Object>> records = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            records.add(Events.record("" + i, bytes("b" + i)));
        }

        assertThat(ids(stream.invoke(Events.batch(records)))).isEqualTo(List.of("9999"));
        assertThat(TRIED).hasSize(10_000);
    }

    private static List<Object> returnedMessages(List<Given> batch) {
        begin();
        List<Map<String, Object>> messages = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            messages.add(Events.message("m" + i, batch.get(i).group(), "b" + i));
            if (batch.get(i).fails()) {
                REFUSED.add("b" + i);
            }
        }
        return ids(queue.invoke(Events.batch(messages)));
    }

    private static void begin() {
        TRIED.clear();
        REFUSED.clear();
        queue.forget();
        stream.forget();
    }

    private static List<Object> ids(Map<String, Object> reply) {
        assertThat(reply).containsOnlyKeys("batchItemFailures");
        List<Object> ids = new ArrayList<>();
        for (Object failure : (List<?>) reply.get("batchItemFailures")) {
            assertThat((Map<?, ?>) failure).hasSize(1);
            ids.add(((Map<?, ?>) failure).get("itemIdentifier"));
        }
        return ids;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Provide
    Arbitrary<List<Given>> standard() {
        return batches(Arbitraries.just(null));
    }

    @Provide
    Arbitrary<List<Given>> fifo() {
        return batches(Arbitraries.of("a", "b", "c"));
    }

    @Provide
    Arbitrary<List<List<Boolean>>> packed() {
        return Arbitraries.frequency(Tuple.of(9, false), Tuple.of(1, true))
                .list()
                .ofMaxSize(5)
                .list()
                .ofMaxSize(6);
    }

    private static Arbitrary<List<Given>> batches(Arbitrary<String> groups) {
        return Combinators.combine(groups, Arbitraries.of(true, false))
                .as(Given::new)
                .list()
                .ofMaxSize(10);
    }
}
