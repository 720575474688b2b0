package dev.dromedary.function.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Workers whose clocks differ by up to 10 s work on the versions of two keys, at the mercy of a random number generator: events
 * arrive twice and in any order, workers fail, vanish, stall until their lease has ended, and lose replies, and every call of one
 * worker may fall between any two of another. The model against which they are held is what a person expects of the outputs:
 * Replays come in between like events.
 * <ul>
 *   <li>no two workers believe at one time that they hold a key;
 *   <li>versions of a key complete in order, each once, and once more for each replay;
 *   <li>an event is dismissed only if its version or a later one is complete, a replay only if it is complete itself
 *       or a later version is;
 *   <li>what is remembered stays from attempt to attempt at one version by one replay, and no other sees it;
 *   <li>"unchanged" and "duplicate" are said only of outputs that are those of the content, and never to a replay;
 *   <li>once faults stop and events have come again, the outputs of each key are those of its last version.
 * </ul>
 */
final class LedgerSimulation {

    private static final int KEYS = 2;
    private static final List<String> REPLAYS = List.of("p", "q");
    private static final Duration SKEW = Duration.ofSeconds(5);
    // Of different lengths, in S3's order.
    private static final List<String> SEQUENCERS = List.of("0A", "0A1", "0B", "0B01F", "0C");

    private final Random random;
    private final FaultyStore store;
    private final LedgerTimes times;
    private final int versions;
    private final String[][] contents;
    private final MovableClock time = new MovableClock();
    private final List<Worker> workers = new ArrayList<>();
    private final Map<String, Instant> leases = new HashMap<>();
    private final Map<String, Integer> lastCompleted = new HashMap<>();
    private final Map<String, Set<String>> replayed = new HashMap<>();
    private final Map<String, String> outputs = new HashMap<>();
    private final Map<String, Instant> firstClaims = new HashMap<>();
    private final Map<String, LedgerItem> lastWritten = new HashMap<>();
    private boolean faults = true;
    private int workersMade;
    private int depth;

    LedgerSimulation(long seed, LedgerStore backend, LedgerTimes times, int versions) {
        this.random = new Random(seed);
        this.times = times;
        this.versions = versions;
        this.store = new FaultyStore(backend, random, this::interfere, this::written, this::acknowledged);
        this.contents = new String[KEYS][versions];
        for (String[] key : contents) {
            for (int version = 0; version < versions; version++) {
                key[version] = random.nextBoolean() ? "red" : "blue";
            }
        }
    }

    void run(int actions) {
        for (int i = 0; i < actions; i++) {
            act();
        }
        faults = false;
        store.stopFaults();
        workers.clear();
        leases.clear();
        settle();
    }

    private void interfere() {
        if (depth < 3 && random.nextInt(3) == 0) {
            depth++;
            act();
            depth--;
        }
    }

    private void act() {
        switch (random.nextInt(8)) {
            case 0 -> time.advance(Duration.ofMillis(random.nextInt(1, 30_000)));
            case 1 -> advanceToTheEdgeOfALease();
            case 2, 3 ->
                deliver(
                        random.nextInt(KEYS),
                        random.nextInt(versions),
                        anyReplay(),
                        SKEW.multipliedBy(random.nextInt(-1, 2)));
            default -> {
                List<Worker> free = workers.stream().filter(w -> !w.busy).toList();
                if (!free.isEmpty()) {
                    free.get(random.nextInt(free.size())).step();
                }
            }
        }
        holdsOnce();
    }

    private Optional<String> anyReplay() {
        return random.nextBoolean() ? Optional.empty() : Optional.of(REPLAYS.get(random.nextInt(REPLAYS.size())));
    }

    /** To the last or first moment at which the slowest, a right or the fastest clock shows the end of some lease. */
    private void advanceToTheEdgeOfALease() {
        if (!workers.isEmpty()) {
            Instant lease = leases.get(
                    workers.get(random.nextInt(workers.size())).request.owner());
            Instant edge = lease.plus(SKEW.multipliedBy(random.nextInt(-1, 2))).plusMillis(random.nextInt(2));
            if (edge.isAfter(time.instant())) {
                time.advance(Duration.between(time.instant(), edge));
            }
        }
    }

    /** Every event comes again, and every replay, in any order. */
    private void settle() {
        record Event(int key, int version, Optional<String> replay) {}
        List<Event> events = new ArrayList<>();
        for (int key = 0; key < KEYS; key++) {
            for (int version = 0; version < versions; version++) {
                events.add(new Event(key, version, Optional.empty()));
                for (String replay : REPLAYS) {
                    events.add(new Event(key, version, Optional.of(replay)));
                }
            }
        }
        Collections.shuffle(events, random);
        for (Event event : events) {
            time.advance(times.rules().longestLapse().plus(SKEW).plusMillis(1));
            deliver(event.key(), event.version(), event.replay(), Duration.ZERO).ifPresent(Worker::finish);
        }
        for (int key = 0; key < KEYS; key++) {
            String id = id(key);
            assertThat(lastCompleted.get(id))
                    .as("last completed version of %s", id)
                    .isEqualTo(versions - 1);
            LedgerItem item = store.read(id).orElseThrow();
            assertThat(item.state()).isEqualTo(LedgerItem.State.DONE);
            assertThat(item.firstClaims()).isEmpty();
            assertThat(item.memory()).isEqualTo(Memory.EMPTY);
            assertThat(item.completed().orElseThrow().replays())
                    .as("replays of %s", id)
                    .containsExactlyInAnyOrderElementsOf(REPLAYS);
            String expected = contents[key][versions - 1];
            Optional<String> elsewhere = item.completed().orElseThrow().duplicateOf();
            if (elsewhere.isEmpty()) {
                assertThat(outputs.get(id)).as("outputs of %s", id).isEqualTo(expected);
            }
        }
    }

    private Optional<Worker> deliver(int key, int version, Optional<String> replay, Duration skew) {
        Clock clock = Clock.offset(time, skew);
        ClaimRequest request = new ClaimRequest(
                "r", "bucket/" + key, Sequencer.of(SEQUENCERS.get(version)), "w" + workersMade++, replay);
        try {
            ClaimDecision decision = new Claimant(store, times, clock, pause -> {}).claim(request, Instant.MIN);
            int last = lastCompleted.getOrDefault(request.id(), -1);
            if (decision instanceof ClaimDecision.DoneAlready) {
                assertThat(last).as("done already").isGreaterThanOrEqualTo(version);
                if (last == version) {
                    replay.ifPresent(id -> assertThat(replayed.get(request.id() + last))
                            .as("done by the replay already")
                            .contains(id));
                }
            } else if (decision instanceof ClaimDecision.Superseded) {
                assertThat(last).as("superseded").isGreaterThan(version);
            } else if (decision instanceof ClaimDecision.Mine mine) {
                Worker worker = new Worker(request, clock, mine.next(), contents[key][version]);
                workers.add(worker);
                return Optional.of(worker);
            }
        } catch (StillRunningException | FaultyStore.Fault e) {
            // The event comes again.
        }
        return Optional.empty();
    }

    private static String id(int key) {
        return "r#bucket/" + key;
    }

    private void written(LedgerItem item) {
        LedgerItem before = lastWritten.put(item.id(), item);
        if (before == null
                || item.state() == LedgerItem.State.DONE
                || !before.replay().equals(item.replay())
                || !before.claimed().equals(item.claimed())) {
            assertThat(item.memory())
                    .as("memory of a new version or a completed one")
                    .isEqualTo(Memory.EMPTY);
        } else {
            assertThat(item.memory().texts())
                    .as("memory of %s", item)
                    .containsAllEntriesOf(before.memory().texts());
        }
        if (item.state() == LedgerItem.State.RUNNING) {
            Instant now = item.firstClaims().get(item.claimed());
            Instant first = firstClaims.putIfAbsent(item.id() + item.claimed(), now);
            assertThat(now).as("first claim").isEqualTo(first == null ? now : first);
        }
        if (item.state() == LedgerItem.State.DONE) {
            int version = SEQUENCERS.indexOf(item.claimed().value());
            int last = lastCompleted.getOrDefault(item.id(), -1);
            assertThat(version).as("completed version").isGreaterThanOrEqualTo(last);
            assertThat(version > last || item.replay().isPresent())
                    .as("completed again without a replay")
                    .isTrue();
            item.replay()
                    .ifPresent(replay -> assertThat(replayed.computeIfAbsent(item.id() + version, v -> new HashSet<>())
                                    .add(replay))
                            .as("completed once by %s", replay)
                            .isTrue());
            firstClaims.remove(item.id() + item.claimed());
            lastCompleted.put(item.id(), version);
        }
    }

    private void acknowledged(LedgerItem item) {
        if (item.state() == LedgerItem.State.RUNNING) {
            leases.put(item.owner(), item.leaseUntil());
        }
    }

    private void holdsOnce() {
        Map<String, Worker> holders = new HashMap<>();
        for (Worker worker : workers) {
            if (worker.believesToHold()) {
                Worker other = holders.put(worker.request.id(), worker);
                if (other != null) {
                    throw new AssertionError(worker.request + " and " + other.request + " run at once");
                }
            }
        }
    }

    private final class Worker {
        private final ClaimRequest request;
        private final Clock clock;
        private final Claim claim;
        private final String content;
        private Runnable renewal = () -> {};
        private boolean busy;

        Worker(ClaimRequest request, Clock clock, LedgerItem item, String content) {
            this.request = request;
            this.clock = clock;
            this.content = content;
            this.claim = new Claim(store, times.rules(), clock, request, item);
            this.claim.keepRenewed(
                    (period, task) -> {
                        renewal = task;
                        return () -> {};
                    },
                    times);
        }

        boolean believesToHold() {
            return !claim.isEnded() && !clock.instant().isAfter(leases.get(request.owner()));
        }

        void step() {
            busy = true;
            try {
                switch (random.nextInt(12)) {
                    case 0 -> workers.remove(this);
                    case 1 -> {
                        workers.remove(this);
                        claim.release();
                    }
                    case 2 -> {
                        workers.remove(this);
                        claim.supersede();
                        claim.complete();
                    }
                    case 3, 4, 5 -> finish();
                    case 6, 7 -> remember();
                    default -> renewal.run();
                }
            } catch (ClaimLostException | FaultyStore.Fault e) {
                workers.remove(this);
            } finally {
                busy = false;
            }
        }

        /** As one asks for an answer that has to be paid for. */
        private void remember() {
            String name = "answer " + random.nextInt(2);
            Optional<String> answer = claim.remembered(name);
            if (answer.isEmpty()) {
                claim.remember(name, claim.version() + request.replay() + request.owner());
                answer = claim.remembered(name);
            }
            assertThat(answer.orElseThrow()).as("answer").startsWith(claim.version() + request.replay() + 'w');
        }

        void finish() {
            if (claim.unchanged(content, "d")) {
                assertThat(request.replay()).as("unchanged").isEmpty();
                ownOutputsHold();
            } else {
                Optional<String> other = claim.duplicateOf(content, "d");
                if (other.isPresent()) {
                    assertThat(request.replay()).as("duplicate").isEmpty();
                    assertThat(outputs.get(other.get())).as("duplicate").isEqualTo(content);
                } else {
                    claim.renew();
                    if (!believesToHold()) {
                        workers.remove(this);
                        return;
                    }
                    outputs.put(request.id(), content);
                }
            }
            claim.completeWith(content, "d");
            if (faults && random.nextInt(4) == 0) {
                workers.remove(this);
                return;
            }
            workers.remove(this);
            claim.complete();
        }

        private void ownOutputsHold() {
            Optional<String> elsewhere = store.read(request.id())
                    .orElseThrow()
                    .completed()
                    .orElseThrow()
                    .duplicateOf();
            if (elsewhere.isEmpty() && believesToHold()) {
                assertThat(outputs.get(request.id())).as("unchanged").isEqualTo(content);
            }
        }
    }
}
