package dev.dromedary.desk.cloud.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.apache.commons.io.FileUtils;
import software.amazon.awssdk.services.sqs.model.Message;

/** Whatever is done with a queue, no message is lost, and none comes after it was deleted. */
class EmbeddedSqsPropertiesTest {

    private enum Kind {
        SEND,
        RECEIVE,
        DELETE,
        GIVE_BACK,
        WAIT,
        REOPEN
    }

    /** What is done: a kind and a number that says to what. */
    record Step(Kind kind, int number) {}

    private Path folder;

    @BeforeProperty
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("queues");
    }

    @AfterProperty
    void deleteFolder() throws IOException {
        FileUtils.deleteDirectory(folder.toFile());
    }

    @Property(tries = 300)
    void shouldLoseNothing_whenQueueIsStandard(@ForAll("steps") List<Step> steps) throws IOException {
        check("q", steps);
    }

    @Property(tries = 300)
    void shouldLoseNothingAndKeepTheOrder_whenQueueIsFifo(@ForAll("steps") List<Step> steps) throws IOException {
        check("q.fifo", steps);
    }

    private void check(String queue, List<Step> steps) throws IOException {
        Path own = Files.createTempDirectory(folder, "q");
        Model model = new Model(own, queue);
        steps.forEach(model::take);
        model.drain();
        model.close();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(6, Kind.SEND),
                Tuple.of(5, Kind.RECEIVE),
                Tuple.of(4, Kind.DELETE),
                Tuple.of(4, Kind.GIVE_BACK),
                Tuple.of(1, Kind.WAIT),
                Tuple.of(1, Kind.REOPEN));
        return Combinators.combine(kinds, Arbitraries.integers().between(0, 99))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }

    /** What has to be true of a queue. */
    private static final class Model {
        private final Path folder;
        private final String queue;
        private final boolean fifo;
        private SqsFixture fixture;
        private final List<Message> held = new ArrayList<>();
        private final Set<String> sent = new HashSet<>();
        private final Set<String> deleted = new HashSet<>();
        /** In which order the bodies of each group were sent. */
        private final Map<String, List<String>> groups = new HashMap<>();

        Model(Path folder, String queue) {
            this.folder = folder;
            this.queue = queue;
            this.fifo = queue.endsWith(".fifo");
            fixture = SqsFixture.open(folder);
            fixture.sqs.queue(queue);
        }

        void take(Step step) {
            switch (step.kind()) {
                case SEND -> send("g" + step.number() % 3);
                case RECEIVE -> receive();
                case DELETE -> pick(step).ifPresent(this::delete);
                case GIVE_BACK -> pick(step).ifPresent(message -> fixture.giveBack(queue, message));
                case WAIT -> {
                    fixture.clock.pass(Duration.ofMinutes(1));
                    held.clear();
                }
                case REOPEN -> reopen();
            }
        }

        private void send(String group) {
            String body = "m" + sent.size();
            sent.add(body);
            if (fifo) {
                groups.computeIfAbsent(group, each -> new ArrayList<>()).add(body);
                fixture.send(queue, group, body);
            } else {
                fixture.send(queue, body);
            }
        }

        private void receive() {
            List<Message> batch = fixture.receive(queue);
            assertThat(batch).extracting(Message::body).doesNotHaveDuplicates().isSubsetOf(sent);
            assertThat(batch).extracting(Message::body).noneMatch(deleted::contains);
            Set<String> inFlight =
                    new HashSet<>(held.stream().map(Message::messageId).toList());
            assertThat(batch).extracting(Message::messageId).noneMatch(inFlight::contains);
            held.addAll(batch);
            if (fifo) {
                batch.forEach(this::checkOrder);
            }
        }

        /** Everything sent before it in its group is handled, a dead letter, or was received before it and is held. */
        private void checkOrder(Message message) {
            List<String> bodies = held.stream().map(Message::body).toList();
            Set<String> dead = deadLetters();
            groups.values().stream()
                    .filter(group -> group.contains(message.body()))
                    .flatMap(group -> group.subList(0, group.indexOf(message.body())).stream())
                    .filter(before -> !deleted.contains(before) && !dead.contains(before))
                    .forEach(before -> assertThat(bodies.indexOf(before))
                            .as("%s before %s", before, message.body())
                            .isBetween(0, bodies.indexOf(message.body())));
        }

        private Set<String> deadLetters() {
            String name = QueueNames.deadLetters(queue);
            return new HashSet<>(fixture.sqs.queues().receive(name, Integer.MAX_VALUE, Duration.ZERO, true).stream()
                    .map(received -> received.message().body())
                    .toList());
        }

        private Optional<Message> pick(Step step) {
            return held.isEmpty() ? Optional.empty() : Optional.of(held.remove(step.number() % held.size()));
        }

        private void delete(Message message) {
            fixture.delete(queue, message);
            deleted.add(message.body());
        }

        private void reopen() {
            fixture.close();
            fixture = new SqsFixture(folder, fixture.clock);
            fixture.sqs.queue(queue);
            held.clear();
        }

        /** All that was sent and not deleted is still there, or a dead letter. */
        void drain() {
            fixture.clock.pass(Duration.ofMinutes(1));
            held.clear();
            for (List<Message> batch = fixture.receive(queue); !batch.isEmpty(); batch = fixture.receive(queue)) {
                batch.forEach(this::delete);
            }
            Set<String> all = deadLetters();
            assertThat(all).noneMatch(deleted::contains);
            all.addAll(deleted);
            assertThat(all).isEqualTo(sent);
        }

        void close() {
            fixture.close();
        }
    }
}
