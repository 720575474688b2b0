package dev.dromedary.desk.cli;

import dev.dromedary.desk.operations.Upload;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code upload}: files to where a trigger looks. */
@Command(
        name = "upload",
        description = {
            "Put files where a pipeline's trigger looks, under their names; without files, the pipeline's samples.",
            "With --data the pipeline works on them at once; status says what became of them."
        })
final class UploadCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private Place place;

    @Parameters(index = "0", paramLabel = "PIPELINE", description = "A folder under routes/, such as health.")
    private String pipeline;

    @Parameters(
            index = "1..*",
            paramLabel = "FILE",
            description = "Files to upload; for a queue files of messages, one a line (.ndjson, .jsonl).")
    private List<Path> files = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        List<Path> chosen = files.isEmpty() ? SampleFiles.of(place.folder(pipeline), pipeline) : files;
        if (chosen.isEmpty()) {
            throw new UsageException("Name the files to upload; " + pipeline + " has no samples.");
        }
        chosen.forEach(GivenFile::require);
        PrintWriter out = spec.commandLine().getOut();
        try (OpenPipeline open = place.open(pipeline)) {
            List<Upload.Taker> takers = open.deployment().routes().stream()
                    .map(route -> Upload.Taker.of(route.id(), route.trigger()))
                    .toList();
            new Upload(open.clients().s3(), open.clients().sqs(), place.streams(open, out), bytes -> {})
                    .put(chosen, takers, null, (file, where) -> {
                        out.printf("%s: %s%n", file, where);
                        out.flush();
                    });
            open.awaitEnd();
            return 0;
        }
    }
}
