package dev.dromedary.function.trigger.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.runtime.Events;
import dev.dromedary.function.runtime.LambdaConsumer;
import dev.dromedary.function.runtime.RecordingRoute;
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
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What a queue gets back names just what has to come again: no message more, none less. */
class MessagePolicyPropertiesTest {

    /** Kept, because a logger that nobody holds forgets its level. Thousands of failures here are as they should be. */
    private static final Logger LOG = Logger.getLogger(LambdaConsumer.class.getName());

    private static RecordingRoute route;

    /** One message of a batch: its group, and whether the route refuses it. */
    record Given(String group, boolean fails) {}

    @BeforeContainer
    static void startRoute() throws Exception {
        LOG.setLevel(Level.OFF);
        route = RecordingRoute.start("lambda-s3:" + Events.BUCKET + "?prefix=raw/");
    }

    @AfterContainer
    static void stopRoute() {
        route.close();
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

        assertThat(failedIds(batch)).isEqualTo(expected);
        assertThat(route.keys()).hasSize(batch.size());
    }

    @Property(tries = 200)
    void shouldNameTheFirstFailureAndAllAfterIt_whenMessagesAreOfOneGroup(@ForAll("fifo") List<Given> batch) {
        List<String> expected = new ArrayList<>();
        Set<String> stopped = new HashSet<>();
        int tried = 0;
        for (int i = 0; i < batch.size(); i++) {
            Given message = batch.get(i);
            tried += stopped.contains(message.group()) ? 0 : 1;
            if (message.fails()) {
                stopped.add(message.group());
            }
            if (stopped.contains(message.group())) {
                expected.add("m" + i);
            }
        }

        assertThat(failedIds(batch)).isEqualTo(expected);
        assertThat(route.keys()).hasSize(tried);
    }

    private static List<Object> failedIds(List<Given> batch) {
        List<Map<String, Object>> messages = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            String key = "raw/" + i;
            messages.add(Events.message("m" + i, batch.get(i).group(), Events.created(key)));
            if (batch.get(i).fails()) {
                refused.add(key);
            }
        }
        route.forget();
        route.failOn(refused.toArray(String[]::new));
        Map<String, Object> reply = route.invoke(Events.batch(messages));
        assertThat(reply).containsOnlyKeys("batchItemFailures");
        List<Object> ids = new ArrayList<>();
        for (Object failure : (List<?>) reply.get("batchItemFailures")) {
            assertThat((Map<?, ?>) failure).hasSize(1);
            ids.add(((Map<?, ?>) failure).get("itemIdentifier"));
        }
        return ids;
    }

    @Provide
    Arbitrary<List<Given>> standard() {
        return batches(Arbitraries.just(null));
    }

    @Provide
    Arbitrary<List<Given>> fifo() {
        return batches(Arbitraries.of("a", "b", "c"));
    }

    private static Arbitrary<List<Given>> batches(Arbitrary<String> groups) {
        // An empty list of records is an empty event, not a batch.
        return Combinators.combine(groups, Arbitraries.of(true, false))
                .as(Given::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(10);
    }
}
