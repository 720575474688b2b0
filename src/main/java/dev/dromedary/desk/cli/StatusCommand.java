package dev.dromedary.desk.cli;

import dev.dromedary.desk.operations.ObjectStatus;
import dev.dromedary.desk.operations.Overview;
import dev.dromedary.desk.operations.Status;
import dev.dromedary.function.ledger.LedgerEntry.Standing;
import dev.dromedary.function.runtime.JsonDocument;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code status}: what became of an object, or of all. */
@Command(
        name = "status",
        description = {
            "Say what became of one object, and what to do next, from the ledger, the manifests and the queues that hold what"
                    + " failed; without a KEY counts by function, and the latest problems.",
            "Exit code 1 if the object failed, was rejected, or is not there."
        })
final class StatusCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private Place place;

    @Parameters(index = "0", paramLabel = "PIPELINE", description = "A folder under routes/, such as health.")
    private String pipeline;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "KEY",
            description = "Key of an object in the bucket of the pipeline's trigger, such as raw/health.csv.")
    private String key;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (OpenPipeline open = place.open(pipeline)) {
            if (key != null) {
                return tell(new Status(open.clients(), open.deployment(), Clock.systemUTC()).of(key), out);
            }
            Overview overview = Overview.of(open.clients(), open.deployment(), Clock.systemUTC());
            if (json) {
                out.println(JsonDocument.writePretty(overview.document()));
            } else {
                tell(overview, out);
            }
            out.flush();
            return 0;
        }
    }

    private int tell(List<ObjectStatus> all, PrintWriter out) {
        if (all.isEmpty()) {
            throw new UsageException("No trigger of " + pipeline + " takes an object of the key " + key
                    + "; is it the whole key, with its prefix?");
        }
        boolean bad = all.stream().anyMatch(status -> isProblem(status.state()));
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("objects", all.stream().map(ObjectStatus::document).toList());
            out.println(JsonDocument.writePretty(document));
        } else {
            for (ObjectStatus status : all) {
                out.printf("%s: %s%n", status.route(), status.sentence());
                out.printf("  object   %s%n", status.object());
                reasons(status, out);
                next(status, out);
            }
        }
        out.flush();
        return bad ? Dromedary.FAILED : 0;
    }

    private static boolean isProblem(ObjectStatus.State state) {
        return state == ObjectStatus.State.FAILED
                || state == ObjectStatus.State.REJECTED
                || state == ObjectStatus.State.GONE;
    }

    private static void reasons(ObjectStatus status, PrintWriter out) {
        if (status.manifest().get("counts_by_reason") instanceof Map<?, ?> reasons) {
            reasons.forEach((reason, count) -> out.printf("    %-20s %s%n", reason, count));
        }
        if (status.manifest().get("replay") != null) {
            out.printf("  replay   %s%n", status.manifest().get("replay"));
        }
        if (status.manifest().get("manifest_key") != null) {
            out.printf(
                    "  manifest %s/%s%n",
                    status.manifest().get("bucket"), status.manifest().get("manifest_key"));
        }
    }

    private void next(ObjectStatus status, PrintWriter out) {
        String replay = "replay " + pipeline;
        switch (status.state()) {
            case REJECTED, SUPERSEDED ->
                out.printf("  next     when the rule or the file is mended: %s %s%s%n", replay, key, place.options());
            case FAILED ->
                out.printf(
                        "  next     when the cause is gone: %s %s%s%n",
                        replay,
                        status.queues().isEmpty()
                                ? key
                                : "--queue " + status.queues().get(0).name(),
                        place.options());
            case WAITING -> out.printf("  next     wait for its event, or: %s %s%s%n", replay, key, place.options());
            default -> {}
        }
    }

    private static void tell(Overview overview, PrintWriter out) {
        out.printf("%-28s %8s %8s %8s %8s  %s%n", "function", "done", "running", "dead", "failed", "in queues");
        for (Overview.Route route : overview.routes()) {
            Map<Standing, Integer> things = route.things();
            out.printf(
                    "%-28s %8d %8d %8d %8d  %s%n",
                    route.id(),
                    things.getOrDefault(Standing.DONE, 0),
                    things.getOrDefault(Standing.RUNNING, 0),
                    things.getOrDefault(Standing.DEAD, 0),
                    things.getOrDefault(Standing.GIVEN_BACK, 0),
                    route.failed().isEmpty() ? "" : route.failed());
        }
        if (!overview.problems().isEmpty()) {
            out.println("Latest problems:");
        }
        overview.problems()
                .forEach(problem -> out.printf(
                        "  %s %s %s: %s%n",
                        problem.time(),
                        problem.route(),
                        problem.thing().replaceAll("\\p{Cntrl}", "?"),
                        problem.sentence()));
    }
}
