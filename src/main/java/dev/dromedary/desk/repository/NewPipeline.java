package dev.dromedary.desk.repository;

import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dromedary.desk.Json;
import dev.dromedary.desk.inference.InferredSchema;
import dev.dromedary.desk.testing.CaseReport;
import dev.dromedary.desk.testing.RouteTests;
import dev.dromedary.desk.testing.TestClouds;
import dev.dromedary.desk.testing.TestFile;
import dev.dromedary.function.records.SampleGenerator;
import dev.dromedary.function.records.TableSchema;
import dev.dromedary.function.steps.SchemaDocument;
import dev.dromedary.plan.ForbiddenCharacter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/** Makes a pipeline for files like one: route, schema, mapping, names, and a test with records that are made up. */
public final class NewPipeline {

    private static final String NAME = "[a-z][a-z0-9]*";
    private static final int LONGEST = 20;

    /** Of the test: enough for a reason of most fields. */
    private static final int RECORDS = 16;

    private static final double BAD = 0.5;

    private final Path routes;
    private final String name;
    private final Path file;
    private final InferredSchema inferred;

    private NewPipeline(Path routes, String name, Path file, InferredSchema inferred) {
        this.routes = routes;
        this.name = name;
        this.file = file;
        this.inferred = inferred;
    }

    /**
     * What was made.
     *
     * @param files what was written
     * @param report of its test, which was run
     */
    public record Made(List<Path> files, CaseReport report) {}

    /**
     * Makes one.
     *
     * @param routes the routes folder
     * @param name of the pipeline: a folder that is not there yet
     * @param file what was looked at
     * @param inferred what was guessed from it
     * @throws RepositoryException if the name is none, or such a folder is there; nothing is written then, nor if anything else fails or the test does not pass
     * @throws IOException if it can't be written
     * @throws InterruptedException if the thread is told to end
     */
    public static Made make(Path routes, String name, Path file, InferredSchema inferred)
            throws IOException, InterruptedException {
        requireFree(routes, name);
        return new NewPipeline(routes, name, file, inferred).make();
    }

    /**
     * Looks whether a pipeline can be called so.
     *
     * @throws RepositoryException if not
     */
    public static void requireFree(Path routes, String name) {
        if (!name.matches(NAME) || name.length() > LONGEST || name.equals("shared")) {
            throw new RepositoryException("\"" + name
                    + "\" can't be the name of a pipeline: it has lower-case letters and"
                    + " digits, begins with a letter, has " + LONGEST + " characters at most, and is not shared.");
        }
        if (Files.exists(routes.resolve(name))) {
            throw new RepositoryException(
                    routes.resolve(name) + " is there already; take another name, or remove it first.");
        }
    }

    private Made make() throws IOException, InterruptedException {
        Path folder = routes.resolve(name);
        boolean done = false;
        try {
            Made made = write(folder);
            done = made.report().passed();
            return made;
        } finally {
            if (!done) {
                FileUtils.deleteDirectory(folder.toFile());
            }
        }
    }

    private Made write(Path folder) throws IOException, InterruptedException {
        List<Path> written = new ArrayList<>();
        Path schema = folder.resolve("record.schema.json");
        Template.write(schema, pretty(inferred.schema()));
        written.add(schema);
        Path mapping = folder.resolve("record.mapping.json");
        Template.write(mapping, pretty(inferred.mapping()));
        written.add(mapping);
        Map<String, String> values = values();
        for (Map.Entry<String, String> each : Map.of(
                        "ingest.camel.yaml", "ingest.camel.yaml", "pipeline.properties", name + ".properties")
                .entrySet()) {
            Path target = folder.resolve(each.getValue());
            Template.write(target, Template.filled("pipeline/" + each.getKey(), values));
            written.add(target);
        }
        Path test = folder.resolve("ingest.test.yaml");
        values.put("content", content(schema).indent(10).stripTrailing());
        Template.write(test, Template.filled("pipeline/ingest.test.yaml", values));
        written.add(test);
        // What happens is what is expected from now on.
        Template.write(test, Files.readString(test) + Template.filled("pipeline/then.yaml", then(run())));
        return new Made(written.stream().sorted().toList(), run());
    }

    private Map<String, String> values() {
        Map<String, String> values = new HashMap<>();
        values.put("pipeline", name);
        values.put("VARIABLE", name.toUpperCase(Locale.ROOT));
        values.put("format", inferred.format());
        values.put("suffix", suffixes());
        String repository = Repository.of(routes)
                .map(own -> own.folder().getFileName().toString())
                .orElse("dromedary");
        values.put("bucket", repository + "-" + name);
        values.put(
                "test-schema",
                Repository.of(routes).isPresent()
                        ? "../../schemas/route-test.schema.json"
                        : "../../src/main/resources/route-test.schema.json");
        return values;
    }

    /** The usual endings, and that of the file. */
    private String suffixes() {
        String named = file.getFileName().toString();
        List<String> usual = inferred.format().equals("csv")
                ? List.of(".csv", ".csv.gz")
                : List.of(".ndjson", ".ndjson.gz", ".jsonl", ".jsonl.gz");
        // The names of outputs leave the first one out.
        String ending = usual.stream()
                .filter(named::endsWith)
                .findFirst()
                .orElse(named.contains(".") ? named.substring(named.indexOf('.')) : usual.get(0));
        return Stream.concat(Stream.of(ending), usual.stream()).distinct().collect(Collectors.joining(","));
    }

    /** Nobody's: made up from the schema, so that no record of the file gets into a repository. */
    private String content(Path schema) throws IOException {
        TableSchema read = SchemaDocument.parse(schema.toString(), Files.readString(schema))
                .schema();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        new SampleGenerator(read, 1).write(text, RECORDS, BAD);
        Charset encoding = read.dialect().encoding();
        String records = text.toString(encoding);
        ForbiddenCharacter.in(records).ifPresent(found -> {
            throw new RepositoryException(String.format(
                    Locale.ROOT,
                    "%s has the character U+%04X in a name or a value, which can't stand in a test; take it out of the file.",
                    file,
                    found.character()));
        });
        return encoding.equals(StandardCharsets.UTF_8)
                ? "text: |\n" + records.indent(2)
                : "encoded:\n  as: " + encoding.name() + "\n  text: |\n" + records.indent(4);
    }

    private static Map<String, String> then(CaseReport report) throws IOException {
        if (report.outcome() == null) {
            throw new RepositoryException(report.message());
        }
        Map<String, String> values = new HashMap<>();
        StringBuilder outputs = new StringBuilder();
        for (Map.Entry<String, JsonNode> object :
                report.outcome().path("objects").properties()) {
            JsonNode content = object.getValue();
            if (object.getKey().endsWith("_manifest.json")) {
                JsonNode manifest = content.path("json");
                values.put("manifest", object.getKey());
                for (String each : List.of("input", "valid", "rejected")) {
                    values.put(each, manifest.path("counts").path(each).asText());
                }
                values.put("reasons", Json.MAPPER.writeValueAsString(manifest.path("counts_by_reason")));
            } else {
                outputs.append("        ").append(object.getKey()).append(": ");
                outputs.append(
                        content.isTextual()
                                ? "|\n" + content.asText().indent(10)
                                : Json.MAPPER.writeValueAsString(content) + "\n");
            }
        }
        values.put("outputs", outputs.toString().stripTrailing());
        return values;
    }

    private CaseReport run() throws IOException, InterruptedException {
        TestFile test = new RouteTests(routes).of(name).get(0);
        try (TestClouds clouds = new TestClouds()) {
            return RouteTests.run(test, test.cases().get(0), clouds);
        }
    }

    private static String pretty(ObjectNode document) throws IOException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER));
        return Json.MAPPER.writer(printer).writeValueAsString(document) + "\n";
    }
}
