package dev.dromedary.desk.cli;

import dev.dromedary.function.records.BatchValidator;
import dev.dromedary.function.records.CountedInput;
import dev.dromedary.function.records.Defect;
import dev.dromedary.function.records.DefectException;
import dev.dromedary.function.records.ExpandedInput;
import dev.dromedary.function.records.ExpansionLimits;
import dev.dromedary.function.records.Header;
import dev.dromedary.function.records.Limits;
import dev.dromedary.function.records.LineBreaks;
import dev.dromedary.function.records.RecordReader;
import dev.dromedary.function.records.Row;
import dev.dromedary.function.records.TableSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code validate}: the verdicts on a file, without a pipeline. */
@Command(
        name = "validate",
        description = {
            "Print what a record schema says about a CSV file: line, reason of each rejected row, then the counts.",
            "Exit code 1 if the file would be rejected whole; rejected rows are no failure."
        })
final class ValidateCommand implements Callable<Integer> {

    private static final int BATCH_ROWS = 1000;
    private static final int BATCH_BYTES = 4 * 1024 * 1024;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A CSV file, gzipped or not.")
    private Path file;

    @Option(
            names = "--schema",
            required = true,
            paramLabel = "S",
            description = "A record schema: a path, or a path in the routes folder such as health/reading.schema.json.")
    private Path schemaFile;

    @Mixin
    private RoutesOption routes;

    private final Map<String, Long> reasons = new TreeMap<>();
    private long rows;
    private long valid;

    @Override
    public Integer call() throws IOException {
        TableSchema schema = SchemaFiles.read(schemaFile, routes.path());
        GivenFile.require(file);
        PrintWriter out = spec.commandLine().getOut();
        Optional<Defect> defect;
        try (InputStream source = Files.newInputStream(file)) {
            InputStream content = ExpandedInput.open(
                    new CountedInput(source, Files.size(file)), schema.compression(), ExpansionLimits.DEFAULT);
            defect = judge(RecordReader.of(content, schema, Limits.DEFAULT), schema, out);
        } catch (DefectException e) {
            defect = Optional.of(e.defect());
        }
        if (defect.isPresent()) {
            out.println(file + ": rejected whole: " + defect.get().reason() + ": "
                    + defect.get().message());
            // Who validates a file has it, and may see what stands in it.
            defect.get().detail().ifPresent(detail -> out.println(file + ": " + detail));
            out.flush();
            return Dromedary.FAILED;
        }
        out.println(
                String.format(Locale.ROOT, "%s: %,d rows, %,d valid, %,d rejected", file, rows, valid, rows - valid));
        reasons.forEach((reason, count) -> out.println(String.format(Locale.ROOT, "  %-22s %,d", reason, count)));
        out.flush();
        return 0;
    }

    private Optional<Defect> judge(RecordReader reader, TableSchema schema, PrintWriter out) {
        Header header = reader.header();
        reader.recognised()
                .forEach((key, value) -> out.println(file + ": " + key + " is "
                        + value.toString().replace("\t", "\\t").replace("\r", "\\r")));
        if (reader.defect().isPresent()) {
            return reader.defect();
        }
        BatchValidator validator = new BatchValidator(schema, header);
        List<Row> batch = reader.nextBatch(BATCH_ROWS, BATCH_BYTES);
        while (!batch.isEmpty()) {
            validator.validate(batch);
            for (Row row : batch) {
                rows++;
                if (row.valid()) {
                    valid++;
                } else {
                    reasons.merge(row.reason(), 1L, Long::sum);
                    out.println(file + ":" + row.line() + ": " + row.reason());
                }
            }
            batch = reader.nextBatch(BATCH_ROWS, BATCH_BYTES);
        }
        LineBreaks breaks = reader.lineBreaks();
        if (breaks.values() > 0) {
            out.println(String.format(
                    Locale.ROOT,
                    "%s: %,d values hold line breaks, the longest %,d lines, in the row on line %d",
                    file,
                    breaks.values(),
                    breaks.mostLines(),
                    breaks.line()));
        }
        return reader.defect();
    }
}
