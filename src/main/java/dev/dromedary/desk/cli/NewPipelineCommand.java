package dev.dromedary.desk.cli;

import dev.dromedary.desk.inference.GuessedField;
import dev.dromedary.desk.inference.InferredSchema;
import dev.dromedary.desk.repository.NewPipeline;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code new pipeline}: a pipeline for files like one. */
@Command(
        name = "pipeline",
        description = {
            "Make a pipeline for files like one: guess its schema, say what was guessed and why, write route, schema, mapping, names and a"
                    + " test, and run both the test and the file.",
            "No record of the file is written to the repository, but examples of values that do not look like a person's."
        })
final class NewPipelineCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private NewCommand parent;

    @Parameters(paramLabel = "PIPELINE", description = "Its name: a folder that is to come under routes/.")
    private String pipeline;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "FILE",
            description = "A CSV file with a header, or JSON lines; packed with gzip or not.")
    private Path file;

    @Option(names = "--data", paramLabel = "DIR", description = "As of run: where the embedded cloud is.")
    private Path data;

    @Mixin
    private RoutesOption routes;

    @Override
    public Integer call() throws IOException, InterruptedException {
        GivenFile.require(file);
        if (Files.size(file) == 0) {
            throw new UsageException(
                    file + " is empty, so there is nothing to guess from; name a CSV file with a header,"
                            + " or JSON lines.");
        }
        Path folder = routes.existing();
        NewPipeline.requireFree(folder, pipeline);
        PrintWriter out = spec.commandLine().getOut();
        InferredSchema inferred = InferredSchema.of(file);
        out.println(file + ": " + String.join("; ", inferred.told()));
        int longest = inferred.fields().stream()
                .mapToInt(field -> field.name().length())
                .max()
                .orElse(0);
        for (GuessedField field : inferred.fields()) {
            out.println(String.format(
                            Locale.ROOT,
                            "  %-" + longest + "s  %-8s  %s",
                            field.name(),
                            field.document().path("type").asText(),
                            String.join("; ", field.reasons()))
                    .stripTrailing());
        }
        inferred.mapping()
                .path("unique")
                .forEach(key -> out.println("  The mapping lets " + key.asText()
                        + " stand once in a file, as each value of it is another one."));
        out.flush();
        DeskLog.silence();
        NewPipeline.Made made;
        try {
            made = NewPipeline.make(folder, pipeline, file, inferred);
        } finally {
            DeskLog.install();
        }
        if (!made.report().passed()) {
            out.println(made.report().message());
            out.println("Nothing was written, as the pipeline's test would not pass.");
            out.flush();
            return Dromedary.FAILED;
        }
        made.files().forEach(each -> out.println("wrote " + each));
        out.println("its test passes: " + made.report().test().name());
        out.println();
        out.flush();
        List<String> run = new ArrayList<>(List.of("run", pipeline, file.toString(), "--routes", folder.toString()));
        if (data != null) {
            run.addAll(List.of("--data", data.toString()));
        }
        return parent.dromedary().run(spec.commandLine(), run);
    }
}
