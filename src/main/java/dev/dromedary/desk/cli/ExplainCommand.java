package dev.dromedary.desk.cli;

import dev.dromedary.desk.operations.Explainer;
import dev.dromedary.desk.operations.Explanation;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.plan.RoutesFolder;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code explain}: all that a desk knows about an object, or a row of one. */
@Command(
        name = "explain",
        description = {
            "After a run at a desk, put together all that is known about one object: what became of it in each route, each attempt,"
                    + " its outputs, events and mails; with --row also one of its rows as it came, the verdict and the rule behind it.",
            "Exit code 1 if nothing is known of the object, or there is no such row."
        })
final class ExplainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "PIPELINE", description = "A folder under routes/, such as health.")
    private String pipeline;

    @Parameters(
            index = "1",
            paramLabel = "KEY",
            description = "Key of an object that a route takes or makes, such as raw/health.csv.")
    private String key;

    @Option(names = "--row", paramLabel = "N", description = "Also one row of it, from 1; the header does not count.")
    private Long row;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "target/cloud",
            description =
                    "The embedded cloud that a run has left. Default: ${DEFAULT-VALUE}, where run keeps it unless told"
                            + " otherwise.")
    private Path data;

    @Mixin
    private EnvironmentOption environment;

    @Mixin
    private RoutesOption routes;

    @Override
    public Integer call() throws Exception {
        RoutesFolder folder = RoutesOption.requirePipeline(routes.path(), pipeline);
        folder = EnvironmentOption.ofRun(environment.name()).map(folder::in).orElse(folder);
        if (!Files.isDirectory(data)) {
            throw new UsageException(
                    "There is no folder " + data + "; run " + pipeline + " FILE --data " + data + " makes one.");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (OpenPipeline open = OpenPipeline.embedded(folder, pipeline, data)) {
            Explanation explanation = new Explainer(open.clients(), open.deployment(), folder.path(), data)
                    .explain(key, row == null ? OptionalLong.empty() : OptionalLong.of(row));
            out.print(
                    json
                            ? JsonDocument.writePretty(explanation.document()) + System.lineSeparator()
                            : ExplanationText.of(explanation));
            out.flush();
            return 0;
        }
    }
}
