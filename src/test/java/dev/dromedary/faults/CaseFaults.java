package dev.dromedary.faults;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.testing.Rehearsal;
import dev.dromedary.desk.testing.TestCase;
import dev.dromedary.desk.testing.TestFile;
import dev.dromedary.faults.FunctionProcess.Made;
import dev.dromedary.faults.FunctionProcess.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A case beside a route, run again and again: without a fault, then with one at each of the calls that it made. */
final class CaseFaults implements AutoCloseable {

    /** Lambda tries twice more; what is given up then waits at the on-failure destination, and is sent again from there. */
    private static final int MOST_DELIVERIES = 12;

    final TestFile file;
    final TestCase test;

    private final Clouds clouds;
    private final SimulatedTime time = new SimulatedTime();
    private final FunctionProcess process;
    private FunctionProcess other;
    private final Run faultless;
    private final Map<Integer, FinalState> swapped = new LinkedHashMap<>();

    /**
     * A run without faults.
     *
     * @param calls what was called
     * @param ends the number of calls at the end of each step
     * @param succeeded whether each step did
     * @param state what there is then
     */
    private record Run(List<Made> calls, List<Integer> ends, List<Boolean> succeeded, FinalState state) {

        int step(Call call) {
            int step = 0;
            while (call.number() >= ends.get(step)) {
                step++;
            }
            return step;
        }
    }

    CaseFaults(TestFile file, TestCase test, Clouds clouds) {
        this.file = file;
        this.test = test;
        this.clouds = clouds;
        process = new FunctionProcess(file, test, time);
        faultless = faultless();
    }

    /** The other process, started when it is first needed. */
    private FunctionProcess other() {
        if (other == null) {
            other = new FunctionProcess(file, test, time);
        }
        return other;
    }

    String name() {
        return file.name() + ": " + test.name();
    }

    private Run faultless() {
        try (Stage stage = new Stage(Duration.ZERO, false)) {
            List<Boolean> succeeded = new ArrayList<>();
            List<Integer> ends = new ArrayList<>();
            for (int step = 0; step < stage.rehearsal.steps(); step++) {
                Optional<Map<String, Object>> event = stage.rehearsal.step(step);
                succeeded.add(event.isEmpty() || process.invoke(event.get()).isEmpty());
                ends.add(process.calls());
            }
            return new Run(process.made(), ends, succeeded, stage.state());
        }
    }

    /** Which steps fail, though nothing is wrong with AWS. */
    List<Boolean> succeeded() {
        return faultless.succeeded();
    }

    /** Why a step failed last. */
    String failure() {
        return process.failure();
    }

    /** All calls. */
    List<Made> calls() {
        return faultless.calls();
    }

    /** Whether there is an event after that in whose step the call is, which Lambda may hand over before that one is done. */
    boolean hasNext(Call call) {
        int step = faultless.step(call);
        return !process.isInOrder()
                && step + 1 < faultless.ends().size()
                && !test.when().get(step + 1).has("again");
    }

    /** The operation that was called before a call; empty if there was none. */
    String before(Call call) {
        return call.number() == 0
                ? ""
                : faultless.calls().get(call.number() - 1).call().name();
    }

    /** The calls of the step that a call is in, and which of them it is: the same in other cases is the same place. */
    String place(Call call) {
        int step = faultless.step(call);
        int begin = step == 0 ? 0 : faultless.ends().get(step - 1);
        List<String> calls = faultless.calls().subList(begin, faultless.ends().get(step)).stream()
                .map(made -> made.call().name())
                .toList();
        return file.route() + hasNext(call) + calls + (call.number() - begin);
    }

    /** What is wrong after a fault, by part; empty if all is as if nothing had happened. */
    Map<String, String> after(Plan plan, Duration skewOfRetry) {
        try (Stage stage = new Stage(skewOfRetry, !skewOfRetry.isZero())) {
            process.meet(plan);
            for (int step = 0; step < stage.rehearsal.steps(); step++) {
                Optional<Map<String, Object>> event = stage.rehearsal.step(step);
                if (event.isPresent()) {
                    boolean before = process.hasMet();
                    Optional<Map<String, Object>> left = process.invoke(event.get());
                    FunctionProcess next = skewOfRetry.isZero() ? process : other();
                    boolean succeeds = faultless.succeeded().get(step);
                    if (!again(next, left, succeeds) && succeeds) {
                        return Map.of("step " + (step + 1), "never succeeds: " + next.failure());
                    }
                    if (!before && process.hasMet()) {
                        // A duplicate changes nothing.
                        next.invoke(event.get());
                    }
                }
            }
            return process.hasMet()
                    ? stage.state().differences(faultless.state())
                    : Map.of("call", "It was not made again as in the run without faults");
        }
    }

    /** What is wrong after two processes were at work at once. */
    Map<String, String> meeting(MeetingCell cell) {
        try (Stage stage = new Stage(cell.skew(), true)) {
            int at = faultless.step(cell.call());
            for (int step = 0; step < stage.rehearsal.steps(); step++) {
                Optional<Map<String, Object>> event = stage.rehearsal.step(step);
                if (event.isEmpty()) {
                    continue;
                }
                Meeting meeting = new Meeting(cell, stage.rehearsal, event.get(), step);
                if (step == at) {
                    process.accompany(meeting);
                }
                boolean succeeds = faultless.succeeded().get(step);
                boolean succeeded = again(process, process.invoke(event.get()), succeeds);
                process.accompany((call, after) -> {});
                if (step == at) {
                    if (!meeting.met) {
                        return Map.of("call", "It was not made again as in the run without faults");
                    }
                    succeeded &= again(other(), meeting.left, succeeds);
                    // Each event comes once more.
                    other().invoke(event.get());
                    process.invoke(meeting.event);
                    step = meeting.step;
                }
                if (!succeeded && succeeds) {
                    return Map.of("step " + (step + 1), "never succeeds: " + process.failure() + other().failure());
                }
            }
            FinalState state = stage.state();
            Map<String, String> differences = state.differences(faultless.state());
            if (!cell.next() || differences.isEmpty()) {
                return differences;
            }
            Map<String, String> toSwapped = state.differences(swapped(at));
            return toSwapped.size() < differences.size() ? toSwapped : differences;
        }
    }

    /** The state when the next event is handled before that of a step: what is older comes too late then. */
    private FinalState swapped(int at) {
        return swapped.computeIfAbsent(at, step -> {
            try (Stage stage = new Stage(Duration.ZERO, false)) {
                List<Optional<Map<String, Object>>> events = new ArrayList<>();
                for (int each = 0; each < stage.rehearsal.steps(); each++) {
                    events.add(stage.rehearsal.step(each));
                    if (each != at) {
                        events.get(each).ifPresent(process::invoke);
                    }
                    if (each == at + 1) {
                        events.get(at).ifPresent(process::invoke);
                    }
                }
                return stage.state();
            }
        });
    }

    private boolean again(FunctionProcess to, Optional<Map<String, Object>> failed, boolean succeeds) {
        Optional<Map<String, Object>> left = failed;
        for (int delivery = 1; left.isPresent() && delivery < (succeeds ? MOST_DELIVERIES : 3); delivery++) {
            time.pass(Duration.ofMinutes(delivery));
            left = to.invoke(left.get());
        }
        return left.isEmpty();
    }

    /** Another process that works off an event while the first one stands still. */
    private final class Meeting implements FunctionProcess.Companion {

        private final MeetingCell cell;
        private final Rehearsal rehearsal;
        private Map<String, Object> event;
        private int step;
        private boolean met;
        private volatile Optional<Map<String, Object>> left = Optional.empty();

        Meeting(MeetingCell cell, Rehearsal rehearsal, Map<String, Object> event, int step) {
            this.cell = cell;
            this.rehearsal = rehearsal;
            this.event = event;
            this.step = step;
        }

        @Override
        public void at(Call call, boolean after) {
            if (met || after != cell.after() || call.number() != cell.call().number()) {
                return;
            }
            met = true;
            if (cell.next()) {
                rehearsal.step(++step).ifPresent(next -> event = next);
            }
            // As claims belong to threads.
            Thread thread = new Thread(() -> left = other().invoke(event), "other process");
            thread.start();
            join(thread);
        }

        private static void join(Thread thread) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A cloud of one run. */
    private final class Stage implements AutoCloseable {

        private final Path folder = clouds.folder();
        private final EmbeddedCloud cloud = clouds.open(folder);
        private final Rehearsal rehearsal;

        /**
         * @param skew by how much the clock of the other process is fast
         * @param needsOther whether there is one
         */
        Stage(Duration skew, boolean needsOther) {
            Server server = new Server(cloud);
            process.begin(cloud, server, Duration.ZERO);
            if (needsOther) {
                other().begin(cloud, server, skew);
            }
            rehearsal = new Rehearsal(file, test, cloud, process.context());
        }

        FinalState state() {
            return FinalState.of(rehearsal, cloud, folder);
        }

        @Override
        public void close() {
            cloud.close();
        }
    }

    @Override
    public void close() {
        process.close();
        if (other != null) {
            other.close();
        }
    }
}
