package dev.dromedary.desk.cli;

import dev.dromedary.desk.operations.Candidate;
import dev.dromedary.desk.operations.Candidates;
import dev.dromedary.desk.operations.Counts;
import dev.dromedary.desk.operations.FailureQueue;
import dev.dromedary.desk.operations.FailureQueues;
import dev.dromedary.desk.operations.Functions;
import dev.dromedary.desk.operations.Journal;
import dev.dromedary.desk.operations.ObjectReplay;
import dev.dromedary.desk.operations.Redrive;
import dev.dromedary.desk.operations.ReplayId;
import dev.dromedary.function.ledger.LedgerEntry;
import dev.dromedary.function.ledger.Replay;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code replay}: objects again, or what failed once more. */
@Command(
        name = "replay",
        description = {
            "Let a pipeline work on objects again, after a rule has changed, or bring what failed back to where it failed.",
            "Shows what would be done; --execute does it. Later routes work again, too; nobody is told, unless --notify."
        })
final class ReplayCommand implements Callable<Integer> {

    /** What became of an object that is rejected whole. */
    private static final String REJECTED = "rejected";

    /** More objects than these are counted, not shown. */
    private static final int SHOWN = 20;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Place place;

    @Mixin
    private SelectedObjects selected;

    @Option(
            names = "--failed",
            description =
                    "Bring back what is in all queues of the pipeline that hold what failed: on-failure, undelivered and"
                            + " dead-letter queues. It was never done, so mail goes out as usual.")
    private boolean failed;

    @Option(names = "--queue", paramLabel = "NAME", description = "Like --failed, for one of these queues.")
    private String queue;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "The replay's name; a replay that was broken off goes on under its id. Default: a new one.")
    private String id;

    @Option(names = "--execute", description = "Do it. Default: only show what would be done.")
    private boolean execute;

    @Option(names = "--notify", description = "Send mail, alerts and messages again. Default: tell nobody.")
    private boolean notifies;

    @Override
    public Integer call() throws Exception {
        boolean redrive = failed || queue != null;
        selected.check(redrive);
        if (redrive && notifies) {
            throw new UsageException("--notify is for objects; what failed was never told, and is told as usual.");
        }
        Replay replay = replay();
        try (OpenPipeline open = place.open(selected.pipeline())) {
            Counts counts = redrive ? redrive(open, replay) : replay(open, replay);
            spec.commandLine().getOut().flush();
            if (selected.isOneObject() && counts.total() == 0) {
                PrintedError.print(spec.commandLine(), selected.notFound());
                return Dromedary.FAILED;
            }
            return counts.of(Functions.FAILED) + counts.of(REJECTED) > 0 ? Dromedary.FAILED : 0;
        }
    }

    private Replay replay() {
        try {
            return new Replay(id == null ? ReplayId.next(Clock.systemUTC()) : id, notifies);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage() + ".");
        }
    }

    private Counts replay(OpenPipeline open, Replay replay) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        ObjectReplay replays = new ObjectReplay(open.clients(), open.deployment(), Clock.systemUTC());
        try (Stream<Candidate> objects = new Candidates(open.clients(), open.deployment()).find(selected.selection())) {
            if (!execute) {
                return show(objects, replays);
            }
            try (Journal journal = Journal.open(place.journals(), replay)) {
                out.printf("Replay %s%s%n", replay.id(), replay.notifies() ? ", people are told again" : "");
                out.flush();
                Counts counts = replays.replay(objects, replay, journal, (object, outcome) -> {
                    out.printf(
                            "  %-24s %s %s%n",
                            outcome, object.route().id(), shown(object.object().name()));
                    out.flush();
                });
                open.awaitEnd();
                end(counts, "object", replay);
                return counts;
            }
        }
    }

    private Counts show(Stream<Candidate> objects, ObjectReplay replays) {
        PrintWriter out = spec.commandLine().getOut();
        Counts counts = new Counts();
        for (Iterator<Candidate> each = objects.iterator(); each.hasNext(); ) {
            Candidate candidate = each.next();
            counts.add(candidate.route().id());
            if (counts.total() <= SHOWN) {
                out.printf(
                        "  %s %s, %s%n",
                        candidate.route().id(),
                        shown(candidate.object().name()),
                        replays.entry(candidate).map(ReplayCommand::standing).orElse("not worked on yet"));
            }
        }
        if (counts.total() > SHOWN) {
            out.printf("  … and %d more%n", counts.total() - SHOWN);
        }
        out.printf(
                "%s would be replayed, and %s.%n",
                Amount.of(counts.total(), "object"), notifies ? "people would be told again" : "nobody would be told");
        advise(counts.total());
        return counts;
    }

    private static String standing(LedgerEntry entry) {
        return switch (entry.standing()) {
            case RUNNING -> "at work just now, so the replay would wait";
            case DEAD, GIVEN_BACK -> "failed";
            case DONE -> "done";
        };
    }

    private Counts redrive(OpenPipeline open, Replay replay) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        FailureQueues queues = new FailureQueues(open.clients().sqs(), open.deployment());
        List<FailureQueue> wanted = queues.all().stream()
                .filter(each -> queue == null || each.name().equals(queue))
                .toList();
        if (wanted.isEmpty()) {
            throw new UsageException("The queue " + queue
                    + " holds nothing that this pipeline failed to do; its queues are "
                    + String.join(
                            ", ", queues.all().stream().map(FailureQueue::name).toList()) + ".");
        }
        if (!execute) {
            int total = 0;
            for (FailureQueue each : wanted) {
                int count = queues.count(each);
                total += count;
                if (count > 0) {
                    out.printf("  %s from %s to %s%n", Amount.of(count, "message"), each.name(), each.target());
                }
            }
            out.printf("%s would be brought back.%n", Amount.of(total, "message"));
            advise(total);
            return new Counts();
        }
        try (Journal journal = Journal.open(place.journals(), replay)) {
            out.printf("Replay %s%n", replay.id());
            Counts all = new Counts();
            for (FailureQueue each : wanted) {
                new Redrive(open.clients(), open.deployment()).redrive(each, journal, (message, outcome) -> {
                    all.add(outcome);
                    out.printf("  %-24s %s %s%n", outcome, each.name(), message);
                    out.flush();
                });
            }
            open.awaitEnd();
            end(all, "message", replay);
            return all;
        }
    }

    private void advise(int count) {
        if (count > 0) {
            spec.commandLine().getOut().println("Nothing was done; add --execute to do it.");
        }
    }

    private void end(Counts counts, String what, Replay replay) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%s: %s%n", Amount.of(counts.total(), what), counts);
        if (counts.of(Functions.FAILED) > 0) {
            out.printf("What failed is tried again by the same command with --id %s.%n", replay.id());
        }
    }

    private static String shown(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }
}
