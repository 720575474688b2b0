package dev.dromedary.desk.cli;

import dev.dromedary.desk.operations.Purge;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code purge}: empties what a pipeline has stored. */
@Command(
        name = "purge",
        description = {
            "Empty the buckets (all versions), tables and queues of a pipeline, and what the ledger knows of it.",
            "Shows how much there is and asks first. Refuses an environment that is production: its name is prod or production, or"
                    + " ends like that after a dash, or dromedary.environment.production is true."
        })
final class PurgeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private Place place;

    @Parameters(index = "0", paramLabel = "PIPELINE", description = "A folder under routes/, such as health.")
    private String pipeline;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "KIND",
            description = "Just these: ${COMPLETION-CANDIDATES}, separated by commas. Default: all.")
    private Set<Purge.Kind> only = EnumSet.allOf(Purge.Kind.class);

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (OpenPipeline open = place.open(pipeline)) {
            Purge purge;
            try {
                purge = new Purge(open.clients(), open.deployment());
            } catch (IllegalStateException e) {
                throw new UsageException(e.getMessage());
            }
            List<Purge.Store> wanted = purge.stores().stream()
                    .filter(store -> only.contains(store.kind()))
                    .toList();
            Map<Purge.Store, Long> counts = purge.counts(wanted);
            counts.forEach((store, count) -> out.printf("  %,8d in %s%n", count, name(store)));
            out.flush();
            if (counts.isEmpty()) {
                out.println("There is nothing to purge.");
                return 0;
            }
            if (!yes && !confirmed(out)) {
                out.println("Nothing was purged.");
                return Dromedary.WRONG_USAGE;
            }
            for (Purge.Store store : counts.keySet()) {
                long removed = purge.empty(store);
                out.printf(
                        "%s %s%n",
                        removed < 0 ? "purged" : String.format(Locale.ROOT, "%,d removed from", removed), name(store));
                out.flush();
            }
            return 0;
        }
    }

    private static String name(Purge.Store store) {
        return store.kind().name().toLowerCase(Locale.ROOT) + " " + store.name()
                + (store.only().isEmpty() ? "" : ", of " + store.only() + "*");
    }

    private boolean confirmed(PrintWriter out) throws IOException {
        out.printf("This can't be undone. Type %s to go on: ", pipeline);
        out.flush();
        String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return pipeline.equals(answer == null ? null : answer.strip());
    }
}
