package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.catalog.suggest.CatalogSuggestionStrategy;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Reads test files, and refuses what is wrong in them. */
final class TestFileReader {

    private final Path routes;
    private final TestFileSchema schema = new TestFileSchema();

    TestFileReader(Path routes) {
        this.routes = routes;
    }

    /**
     * Reads a file.
     *
     * @param name relative to the routes folder
     * @throws TestFileException with file, line and column of all mistakes
     */
    TestFile read(String name) {
        Path path = routes.resolve(name);
        String text;
        try {
            text = Files.readString(path);
        } catch (MalformedInputException e) {
            throw new TestFileException(path + ":1:1: The file is not text in UTF-8.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        YamlText yaml = YamlText.parse(path.toString(), text);
        List<String> mistakes = new ArrayList<>(schema.mistakes(path.toString(), yaml));
        if (mistakes.isEmpty()) {
            mistakes.addAll(mistakes(path.toString(), yaml));
        }
        if (!mistakes.isEmpty()) {
            throw new TestFileException(String.join(System.lineSeparator(), mistakes));
        }
        String ownRoute =
                name.substring(0, name.length() - TestFile.ENDING.length()).replace('/', '-');
        return new TestFile(routes, name, yaml.root().path("route").asText(ownRoute), text, cases(yaml));
    }

    private static List<TestCase> cases(YamlText yaml) {
        List<TestCase> cases = new ArrayList<>();
        for (JsonNode each : yaml.root().get("cases")) {
            int line = yaml.places().get("/cases/" + cases.size()).from().getLine() + 1;
            ObjectNode given =
                    each.get("given") instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
            ObjectNode then = each.get("then") instanceof ObjectNode object ? object : null;
            cases.add(new TestCase(
                    each.get("name").asText(), cases.size(), line, given, (ArrayNode) each.get("when"), then));
        }
        return cases;
    }

    /** What a schema can't say. */
    private static List<String> mistakes(String file, YamlText yaml) {
        List<String> mistakes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        JsonNode cases = yaml.root().get("cases");
        for (int number = 0; number < cases.size(); number++) {
            String pointer = "/cases/" + number;
            String name = cases.get(number).get("name").asText();
            if (!names.add(name)) {
                mistakes.add(at(file, yaml, pointer + "/name") + "Two cases are called \"" + name + "\".");
            }
            JsonNode steps = cases.get(number).get("when");
            for (int step = 0; step < steps.size(); step++) {
                if (steps.get(step).path("again").asInt(0) > step) {
                    mistakes.add(at(file, yaml, pointer + "/when/" + step + "/again")
                            + "again names a step by its number from 1, and it has to come before this one.");
                }
            }
        }
        return mistakes;
    }

    private static String at(String file, YamlText yaml, String pointer) {
        return YamlText.at(file, yaml.places().get(pointer).from());
    }

    /** The JSON Schema of test files, {@code route-test.schema.json}, which editors complete and check by, too. */
    private static final class TestFileSchema {

        private static final String NAME = "/route-test.schema.json";

        private final JsonNode document;
        private final JsonSchema schema;

        private record Mistake(Mark mark, String message) {}

        TestFileSchema() {
            try (InputStream in = TestFileSchema.class.getResourceAsStream(NAME)) {
                document = new ObjectMapper().readTree(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            SchemaValidatorsConfig settings = SchemaValidatorsConfig.builder()
                    .pathType(PathType.JSON_POINTER)
                    .locale(Locale.ENGLISH)
                    .build();
            schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(document, settings);
        }

        /** What does not fit, in the order of the file, each with file, line and column. */
        List<String> mistakes(String file, YamlText yaml) {
            return schema.validate(yaml.root()).stream()
                    .map(message -> mistake(yaml, message))
                    .sorted(Comparator.comparingInt(mistake -> mistake.mark().getIndex()))
                    .map(mistake -> YamlText.at(file, mistake.mark()) + mistake.message())
                    .distinct()
                    .toList();
        }

        private Mistake mistake(YamlText yaml, ValidationMessage message) {
            String pointer = message.getInstanceLocation().toString();
            if (message.getType().equals("additionalProperties")) {
                YamlText.Place place = yaml.places().get(pointer + YamlText.step(message.getProperty()));
                return new Mistake(place.key(), "There is no \"" + message.getProperty() + "\" here; " + hint(message));
            }
            String name = pointer.substring(pointer.lastIndexOf('/') + 1);
            String what = name.matches("\\d*") ? "This" : name;
            return new Mistake(yaml.places().get(pointer).from(), what + ": " + message.getError() + ".");
        }

        /** The nearest of the names that may stand there, or all of them. */
        private String hint(ValidationMessage message) {
            String keyword = message.getSchemaLocation().getFragment().toString();
            List<String> known = new ArrayList<>();
            document.at(keyword.substring(0, keyword.lastIndexOf('/')) + "/properties")
                    .fieldNames()
                    .forEachRemaining(known::add);
            String[] near = CatalogSuggestionStrategy.suggestEndpointOptions(known, message.getProperty(), 1);
            return near.length > 0
                    ? "did you mean \"" + near[0] + "\"?"
                    : "known are " + String.join(", ", known) + ".";
        }
    }
}
