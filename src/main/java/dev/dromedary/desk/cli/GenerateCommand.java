package dev.dromedary.desk.cli;

import dev.dromedary.desk.UnfinishedFile;
import dev.dromedary.function.records.Compression;
import dev.dromedary.function.records.RecordFormat;
import dev.dromedary.function.records.SampleGenerator;
import dev.dromedary.function.records.TableSchema;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code generate}: input files of any size, made from a pipeline's record schemas. */
@Command(
        name = "generate",
        description = {
            "Write sample input for a pipeline, made from its record schemas. The same seed gives the same file.",
            "The bad rows take every reason for which the schema rejects a row, in turn.",
            "JSON lines where the schema's format says so, else CSV; packed if FILE ends in .gz."
        })
final class GenerateCommand implements Callable<Integer> {

    private static final String SCHEMA = ".schema.json";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PIPELINE", description = "A folder under routes/, such as health.")
    private String pipeline;

    @Option(names = "--rows", paramLabel = "N", defaultValue = "1000", description = "Rows. Default: ${DEFAULT-VALUE}.")
    private long rows;

    @Option(
            names = "--bad",
            paramLabel = "SHARE",
            defaultValue = "0.15",
            description = "Share of rows that are to be rejected, 0 to 1. Default: ${DEFAULT-VALUE}.")
    private double bad;

    @Option(
            names = "--repeats",
            paramLabel = "SHARE",
            defaultValue = "0",
            description =
                    "Share of the good rows that repeat one of the 500 good rows before them, as what is delivered at least once"
                            + " does, 0 to 1. Default: ${DEFAULT-VALUE}.")
    private double repeats;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The same seed gives the same file. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "FILE-OR-DIR",
            required = true,
            description = "Where to write; a folder gets a file for each schema.")
    private Path out;

    @Mixin
    private RoutesOption routes;

    @Override
    public Integer call() throws IOException {
        if (rows < 0) {
            throw new UsageException("--rows is " + rows + "; it can't be negative.");
        }
        if (!(bad >= 0 && bad <= 1)) {
            throw new UsageException("--bad is " + bad + "; it is a share from 0 to 1.");
        }
        if (!(repeats >= 0 && repeats <= 1)) {
            throw new UsageException("--repeats is " + repeats + "; it is a share from 0 to 1.");
        }
        List<Path> schemas = schemas();
        boolean folder = Files.isDirectory(out);
        if (schemas.size() > 1 && !folder) {
            throw new UsageException(pipeline + " has " + schemas.size() + " schemas; --out has to be a folder.");
        }
        for (Path schema : schemas) {
            TableSchema read = SchemaFiles.read(schema, routes.path());
            Path file = folder ? out.resolve(fileName(schema, read, schemas.size())) : out;
            write(read, file);
            spec.commandLine().getOut().println(file);
        }
        spec.commandLine().getOut().flush();
        return 0;
    }

    private String fileName(Path schema, TableSchema read, int count) {
        String name = schema.getFileName().toString();
        return (count == 1 ? pipeline : name.substring(0, name.length() - SCHEMA.length())) + "."
                + read.format().orElse(RecordFormat.CSV).word();
    }

    private List<Path> schemas() throws IOException {
        Path folder = routes.path().resolve(pipeline);
        if (!Files.isDirectory(folder)) {
            throw new UsageException("There is no pipeline \"" + pipeline + "\" in " + routes.path() + ".");
        }
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> found = entries.filter(path -> path.toString().endsWith(SCHEMA))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new UsageException(folder + " holds no record schema (*" + SCHEMA + ") to make records from.");
            }
            return found;
        }
    }

    private void write(TableSchema schema, Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(parent)) {
            throw new UsageException("There is no folder " + parent + " to write to.");
        }
        // Complete or not there, and what was there stays until then.
        Path unfinished = UnfinishedFile.beside(file);
        try {
            Compression packed = file.getFileName().toString().endsWith(".gz") ? Compression.GZIP : Compression.NONE;
            try (OutputStream stream =
                    packed.pack(new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16))) {
                new SampleGenerator(schema, seed).write(stream, rows, bad, repeats);
            }
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
