package dev.dromedary.desk.repository;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What editors check files by takes the shipped ones, and finds what the function would refuse. */
class EditorSchemasTest {

    private static final Path SETTINGS =
            Path.of("src/main/resources/dev/dromedary/desk/repository/template/vscode/settings.json");
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();
    private static final Map<String, JsonSchema> SCHEMAS = schemas();

    private static Map<String, JsonSchema> schemas() {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);
        Map<String, JsonSchema> schemas = new TreeMap<>();
        EditorSchemas.all().forEach((name, text) -> schemas.put(name, factory.getSchema(text)));
        return schemas;
    }

    private static Set<ValidationMessage> faults(String schema, String text) {
        Object tree = new Load(LoadSettings.builder().build()).loadFromString(text);
        return SCHEMAS.get(schema).validate(MAPPER.<JsonNode>valueToTree(tree));
    }

    /** The patterns of files by the names of their schemas, as a new repository has them. */
    private static Map<String, List<String>> associated() throws IOException {
        Map<String, List<String>> patterns = new TreeMap<>();
        JsonNode settings = MAPPER.readTree(Files.readString(SETTINGS));
        settings.get("yaml.schemas")
                .properties()
                .forEach(entry -> patterns.put(
                        name(entry.getKey()), List.of(entry.getValue().asText())));
        settings.get("json.schemas")
                .forEach(entry -> patterns.put(
                        name(entry.get("url").asText()),
                        entry.get("fileMatch")
                                .valueStream()
                                .map(JsonNode::asText)
                                .toList()));
        return patterns;
    }

    private static String name(String path) {
        return path.replaceFirst("^\\./schemas/", "");
    }

    @Test
    void shouldTakeTheShippedFiles_whenEditorsCheckThem() throws IOException {
        Map<String, List<String>> patterns = associated();
        assertThat(SCHEMAS.keySet()).containsAll(patterns.keySet());

        for (Map.Entry<String, List<String>> each : patterns.entrySet()) {
            int checked = 0;
            for (Path file : files(each.getValue())) {
                assertThat(faults(each.getKey(), Files.readString(file)))
                        .as(file.toString())
                        .isEmpty();
                checked++;
            }
            assertThat(checked).as(each.getKey()).isPositive();
        }
    }

    private static List<Path> files(List<String> patterns) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> patterns.stream().anyMatch(pattern -> FileSystems.getDefault()
                            .getPathMatcher("glob:" + pattern)
                            .matches(file)))
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lambda-s3:in | {prefix: a/} | to: {uri: records:write, parameters: {vallid: a}}",
                "lambda-s3:in | {prefix: a/} | to: {uri: records:write, parameters: {format: xml}}",
                "lambda-s3:in | {prefix: a/} | to: {uri: 'item:put', parameters: {tabel: a, key: b}}",
                "lambda-s3:in | {prefix: a/} | toD: {uri: 'event:put', parameters: {bsu: a, source: b, detailType: c}}",
                "lambda-s3:in | {perfix: a/} | log: x",
                "lambda-http:/a | {method: POST, memory: true} | log: x",
                "lambda-sqs:in | {batchsize: 3} | log: x",
            })
    void shouldFindWhatIsMisspelt_whenAnOptionIsOurs(String from, String parameters, String step) {
        String route = """
                - route:
                    id: orders-take
                    from:
                      uri: "%s"
                      parameters: %s
                      steps:
                        - %s
                """.formatted(from, parameters, step);

        assertThat(faults("routes.schema.json", route)).isNotEmpty();
        assertThat(faults(
                        "routes.schema.json",
                        route.replaceAll("vallid|tabel|bsu", "table")
                                .replace("records:write, parameters: {table", "records:write, parameters: {valid")
                                .replace("event:put', parameters: {table", "event:put', parameters: {bus")
                                .replace("xml", "csv")
                                .replace("perfix", "prefix")
                                .replace("memory: true", "memory: 512")
                                .replace("batchsize", "batchSize")))
                .isEmpty();
    }

    @Test
    void shouldWriteTheStepAndNoDefaults_whenAnEditorCompletesIt() throws IOException {
        JsonNode steps =
                MAPPER.readTree(EditorSchemas.all().get("routes.schema.json")).at("/items/definitions");

        JsonNode log = steps.get("org.apache.camel.model.LogDefinition");
        assertThat(log.path("type").valueStream().map(JsonNode::asText))
                .as("without a type there is no colon behind log")
                .containsExactly("object", "string");
        JsonNode streaming = steps.at("/org.apache.camel.model.SplitDefinition/properties/streaming");
        assertThat(streaming.has("default"))
                .as("which would be written with each split")
                .isFalse();
        assertThat(streaming.path("description").asText()).endsWith("(default: false)");
        assertThat(steps.at("/dromedary.records/properties/maximumBytes/description")
                        .asText())
                .endsWith("(default: 262144)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "record.schema.json | {fields: [{name: a, typ: string}]}",
                "record.schema.json | {fields: [{name: a, type: text}]}",
                "record.schema.json | {fields: [{name: a, constraints: {unique: true}}]}",
                "record.schema.json | {fields: [{name: a}], rules: [{expression: a > 1}]}",
                "analysis.schema.json | {schema: a, anomalies: [{name: a}]}",
                "analysis.schema.json | {schema: a, worse: 3}",
                "rollup.schema.json | {tables: [{name: a, sums: {}}]}",
                "rollup.schema.json | {tables: []}",
            })
    void shouldFindWhatTheFunctionRefuses_whenADocumentIsWrong(String schema, String document) {
        assertThat(faults(schema, document)).isNotEmpty();
    }
}
