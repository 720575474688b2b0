package dev.dromedary.desk.cli;

import dev.dromedary.desk.operations.Lineage;
import dev.dromedary.desk.operations.LineageSum;
import dev.dromedary.desk.operations.ToldRun;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lineage}: what has become of an object, and what it was made of. */
@Command(
        name = "lineage",
        description = {
            "Draw what runs have made of what, as they have told it in the folder lineage/: of one object all that its version"
                    + " has led to; without a KEY what the newest "
                    + Lineage.MOST + " runs have read and written, by folders.",
            "Exit code 1 if no run has told of the object."
        })
final class LineageCommand implements Callable<Integer> {

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
            description = "Key of an object that was read or written, such as raw/health.csv or processed/health.csv.")
    private String key;

    @Option(names = "--mermaid", description = "Print a Mermaid flowchart, as Markdown pages show it.")
    private boolean mermaid;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (OpenPipeline open = place.open(pipeline)) {
            Lineage lineage = new Lineage(open.clients().s3(), open.deployment());
            if (!lineage.isKept()) {
                throw new UsageException("The runs of " + pipeline
                        + " keep no lineage; let the property dromedary.lineage.prefix be a folder such as lineage/.");
            }
            List<ToldRun> runs = key == null ? LineageSum.of(lineage.newest()) : LineageSum.alike(lineage.of(key));
            if (runs.isEmpty()) {
                out.println("No run of " + pipeline + " has told of " + (key == null ? "its lineage yet" : key) + ".");
            } else {
                out.print(mermaid ? LineageDrawing.of(runs) : LineageText.of(runs, key != null));
            }
            out.flush();
            return runs.isEmpty() && key != null ? Dromedary.FAILED : 0;
        }
    }
}
