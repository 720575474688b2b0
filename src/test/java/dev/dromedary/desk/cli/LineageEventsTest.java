package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.sun.net.httpserver.HttpServer;
import dev.dromedary.function.steps.lineage.LineageRun;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageClientUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs tell of their lineage, as a catalogue reads it. */
class LineageEventsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String READINGS = """
            event_time,user_id,heart_rate,spo2,steps,temp_c,systolic_bp,diastolic_bp,nickname
            2026-01-05T10:00:00Z,user-secret-1,99,98,10,36.5,120,80,Zed
            2026-01-05T10:00:00Z,,99,98,10,36.5,120,80,Zed
            2026-01-05T10:00:00Z,user-secret-3,999,98,10,36.5,120,80,Zed
            """;

    private static final String ORDERS = """
            order_id,email,country,qty,price,ordered_at,note
            1,someone@example.com,DE,2,10.50,2099-01-02T03:04:05Z,secret note
            2,another@example.com,FR,1,1.00,2099-01-02T03:04:05Z,
            3,another@example.com,FR,0,1.00,2099-01-02T03:04:05Z,
            """;

    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void copyRoutes() throws IOException {
        desk = Desk.in(folder);
    }

    /** The example keeps its secret elsewhere; at a desk it is a system property. */
    private void shapeOrders(String text) throws IOException {
        String secret = "orders.hash-key";
        System.setProperty(secret, "a key for this test");
        try {
            Desk.Told told = desk.run(
                    "run",
                    "orders",
                    "--routes",
                    "examples",
                    "--data",
                    desk.file("cloud").toString(),
                    "--to",
                    "orders-shape",
                    desk.write("sold.csv", text).toString());
            assertThat(told.err()).isEmpty();
        } finally {
            System.clearProperty(secret);
        }
    }

    private List<JsonNode> events() throws IOException {
        try (Stream<Path> files = Files.walk(desk.file("cloud").resolve("s3"))) {
            return files.filter(file -> file.getParent().endsWith("lineage") && Files.isRegularFile(file))
                    .map(LineageEventsTest::read)
                    .toList();
        }
    }

    private static JsonNode read(Path file) {
        try {
            JsonNode event = JSON.readTree(Files.readString(file));
            assertThat(file.getFileName()).hasToString(event.at("/run/runId").asText() + ".json");
            return event;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode of(List<JsonNode> events, String route) {
        return events.stream()
                .filter(event -> event.at("/job/name").asText().equals(route))
                .reduce((one, other) -> {
                    throw new IllegalStateException("Several runs of " + route);
                })
                .orElseThrow();
    }

    private static JsonNode named(JsonNode all, String name) {
        for (JsonNode one : all) {
            if (one.path("name").asText().equals(name)) {
                return one;
            }
        }
        throw new IllegalStateException("No " + name + " in " + all);
    }

    @Test
    void shouldFitTheSpecification_whenReadByItsOwnLibrary() throws IOException {
        desk.runHealth(desk.write("a.csv", READINGS), desk.write("bad.csv", "a,b\n1,2\n"));
        shapeOrders(ORDERS);

        List<JsonNode> events = events();

        assertThat(events)
                .extracting(event -> event.at("/job/name").asText())
                .contains("health-ingest", "health-analyze")
                .contains("orders-shape");
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(getClass().getResourceAsStream("/openlineage/run-event.schema.json"));
        for (JsonNode event : events) {
            assertThat(schema.validate(event.toString(), InputFormat.JSON)).isEmpty();
            OpenLineage.RunEvent parsed = OpenLineageClientUtils.runEventFromJson(event.toString());
            assertThat(parsed.getInputs()).isNotEmpty();
            assertThat(comparable(JSON.readTree(OpenLineageClientUtils.toJson(parsed))))
                    .isEqualTo(comparable(event));
        }
    }

    /** The library writes times in another form; a time is looked at by the schema. */
    private static JsonNode comparable(JsonNode event) {
        JsonNode copy = event.deepCopy();
        ((ObjectNode) copy).remove("eventTime");
        return copy;
    }

    @Test
    void shouldNameTheSchemasThatTheLibraryNames_whenFacetsAreWritten() throws IOException {
        OpenLineage library = new OpenLineage(URI.create("urn:test"));
        Map<String, URI> known = Map.of(
                "parent", library.newParentRunFacetBuilder().build().get_schemaURL(),
                "errorMessage", library.newErrorMessageRunFacetBuilder().build().get_schemaURL(),
                "jobType", library.newJobTypeJobFacetBuilder().build().get_schemaURL(),
                "documentation",
                        library.newDocumentationJobFacetBuilder().build().get_schemaURL(),
                "schema", library.newSchemaDatasetFacetBuilder().build().get_schemaURL(),
                "version",
                        library.newDatasetVersionDatasetFacetBuilder().build().get_schemaURL(),
                "storage", library.newStorageDatasetFacetBuilder().build().get_schemaURL(),
                "columnLineage",
                        library.newColumnLineageDatasetFacetBuilder().build().get_schemaURL(),
                "dataQualityAssertions",
                        library.newDataQualityAssertionsDatasetFacetBuilder()
                                .build()
                                .get_schemaURL(),
                "outputStatistics",
                        library.newOutputStatisticsOutputDatasetFacetBuilder()
                                .build()
                                .get_schemaURL());
        desk.runHealth(desk.write("a.csv", READINGS), desk.write("bad.csv", "a,b\n1,2\n"));

        List<JsonNode> events = events();

        known.forEach((facet, schema) -> assertThat(events.stream()
                        .flatMap(event -> event.findValues(facet).stream())
                        .map(found -> found.path("_schemaURL").asText())
                        // Some facets hold a value that is called like another facet.
                        .filter(text -> !text.isEmpty()))
                .as(facet)
                .isNotEmpty()
                .containsOnly(schema.toString()));
    }

    @Test
    void shouldTellColumnsRulesAndCounts_whenRowsAreSplit() throws IOException {
        desk.runHealth(desk.write("a.csv", READINGS));

        JsonNode event = of(events(), "health-ingest");

        JsonNode input = event.at("/inputs/0");
        assertThat(input.path("namespace").asText()).isEqualTo("s3://dromedary-health");
        assertThat(input.path("name").asText()).isEqualTo("raw/a.csv");
        assertThat(input.at("/inputFacets/dataQualityMetrics/rowCount").asInt()).isEqualTo(3);
        JsonNode assertions = input.at("/inputFacets/dataQualityAssertions/assertions");
        assertThat(named(assertions, "missing_user_id")).isEqualTo(JSON.readTree("""
                        {"assertion":"required","success":false,"column":"user_id","severity":"error","name":"missing_user_id",
                         "expected":"1","actual":"0.666666","params":{"rows":3,"broken":1}}
                        """));
        assertThat(named(assertions, "invalid_spo2").path("success").asBoolean())
                .isTrue();
        assertThat(named(assertions, "invalid_spo2").path("actual").asText()).isEqualTo("1");
        JsonNode valid = named(event.path("outputs"), "processed/a.csv");
        assertThat(valid.at("/outputFacets/outputStatistics/rowCount").asInt()).isEqualTo(1);
        assertThat(valid.at("/facets/columnLineage/fields/spo2/inputFields/0/field")
                        .asText())
                .isEqualTo("spo2");
        assertThat(valid.at("/facets/columnLineage/fields/spo2/inputFields/0/transformations/0/subtype")
                        .asText())
                .isEqualTo("IDENTITY");
        assertThat(named(event.path("outputs"), "rejected/a_rejected.csv")
                        .at("/outputFacets/outputStatistics/rowCount")
                        .asInt())
                .isEqualTo(2);
        // A column of the file's own has a name that is the file's.
        assertThat(event.toString()).doesNotContain("secret", "nickname", "Zed");
    }

    @Test
    void shouldHaveOneCause_whenOneRunLeadsToAnother() throws IOException {
        desk.runHealth(desk.write("a.csv", READINGS));

        List<JsonNode> events = events();

        JsonNode ingest = of(events, "health-ingest");
        JsonNode analyze = of(events, "health-analyze");
        assertThat(analyze.at("/run/facets/parent/run")).isEqualTo(ingest.at("/run/facets/parent/run"));
        assertThat(ingest.at("/run/facets/parent/job/name").asText()).isEqualTo("health");
        assertThat(analyze.at("/inputs/0/name").asText()).isEqualTo("processed/a.csv");
        // Nobody has judged the rows there.
        assertThat(analyze.at("/inputs/0/inputFacets").has("dataQualityAssertions"))
                .isFalse();
        String version = ingest.at("/inputs/0/facets/version/datasetVersion").asText();
        assertThat(ingest.at("/run/runId").asText())
                .isEqualTo(LineageRun.id("dromedary-health/raw/a.csv@" + version, "health-ingest")
                        .toString());
    }

    @Test
    void shouldFail_whenNothingCanBeMadeOfTheFile() throws IOException {
        desk.runHealth(desk.write("bad.csv", "a,b\n1,2\n"));

        JsonNode event = of(events(), "health-ingest");

        assertThat(event.path("eventType").asText()).isEqualTo("FAIL");
        assertThat(event.at("/run/facets/errorMessage/message").asText()).contains("column");
        assertThat(event.path("outputs")).isEmpty();
        assertThat(event.at("/inputs/0").has("inputFacets")).isFalse();
    }

    @Test
    void shouldTellWhatColumnsAreMadeOf_whenAMappingShapesThem() throws IOException {
        shapeOrders(ORDERS);

        JsonNode event = of(events(), "orders-shape");

        JsonNode parted = named(event.path("outputs"), "countries");
        assertThat(parted.at("/outputFacets/outputStatistics/fileCount").asInt())
                .isEqualTo(2);
        JsonNode columns = parted.at("/facets/columnLineage/fields");
        assertThat(columns.at("/total/inputFields"))
                .extracting(field -> field.path("field").asText())
                .containsExactlyInAnyOrder("qty", "price");
        assertThat(columns.at("/quantity/inputFields/0/field").asText()).isEqualTo("qty");
        assertThat(columns.at("/quantity/inputFields/0/transformations/0/subtype")
                        .asText())
                .isEqualTo("IDENTITY");
        assertThat(columns.at("/email/inputFields/0/transformations/0/masking").asBoolean())
                .isTrue();
        assertThat(columns.has("note")).isFalse();
        assertThat(event.path("inputs"))
                .extracting(input -> input.path("name").asText())
                .containsExactly("partners/sold.csv", "orders/countries.csv");
        assertThat(event.path("outputs"))
                .extracting(output -> output.path("namespace").asText())
                .contains("sqs://us-east-1");
        // Names of partitions are values.
        assertThat(event.toString()).doesNotContain("example.com", "secret note", "country=", "2099");
    }

    @Test
    void shouldTellTheQueryWithoutItsValues_whenItsResultIsStored() throws IOException {
        Path logs = desk.file("logs.ndjson");
        String routes = desk.file("routes").toString();
        desk.run("generate", "weblogs", "--routes", routes, "--rows", "40", "--seed", "1", "--out", logs.toString());
        desk.run(
                "run",
                "weblogs",
                "--routes",
                routes,
                "--data",
                desk.file("cloud").toString(),
                logs.toString());

        List<JsonNode> events = events();

        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(getClass().getResourceAsStream("/openlineage/run-event.schema.json"));
        assertThat(events).allSatisfy(event -> assertThat(schema.validate(event.toString(), InputFormat.JSON))
                .isEmpty());
        JsonNode silver = of(events, "weblogs-silver");
        List<JsonNode> daily = events.stream()
                .filter(event -> event.at("/job/name").asText().equals("weblogs-gold.daily_metrics"))
                .toList();
        assertThat(daily).isNotEmpty().allSatisfy(event -> {
            assertThat(event.at("/job/facets/sql/query").asText()).contains("FROM silver", "day = :day");
            assertThat(event.at("/inputs/0/name").asText()).isEqualTo("silver");
            assertThat(event.at("/outputs/0/name").asText()).isEqualTo("gold/daily_metrics");
            assertThat(event.at("/run/facets/parent/run")).isEqualTo(silver.at("/run/facets/parent/run"));
            JsonNode columns = event.at("/outputs/0/facets/columnLineage");
            assertThat(columns.at("/fields/unique_users/inputFields").toString())
                    .contains(
                            "\"field\":\"user_id\"",
                            "\"subtype\":\"AGGREGATION\"",
                            event.at("/inputs/0/namespace").asText());
            assertThat(columns.at("/dataset").toString()).contains("\"field\":\"day\"", "\"subtype\":\"FILTER\"");
        });
        assertThat(daily).extracting(event -> event.at("/run/runId").asText()).doesNotHaveDuplicates();
    }

    @Test
    void shouldKeepNone_whenThePrefixIsEmpty() throws IOException {
        lineage("dromedary.lineage.prefix=");

        Desk.Told told = desk.runHealth(desk.write("a.csv", READINGS));

        assertThat(told.code()).isZero();
        assertThat(events()).isEmpty();
        assertThat(desk.run(
                        "lineage",
                        "health",
                        "--routes",
                        desk.file("routes").toString(),
                        "--data",
                        desk.file("cloud").toString()))
                .extracting(Desk.Told::code, Desk.Told::err)
                .satisfies(all -> assertThat(all.toString()).contains("2", "keep no lineage"));
    }

    @Test
    void shouldSayWhatToDo_whenThePrefixIsNoFolder() throws IOException {
        lineage("dromedary.lineage.prefix=lineage");

        Desk.Told told = desk.run("check", "--routes", desk.file("routes").toString());

        assertThat(told.code()).isEqualTo(1);
        assertThat(told.out() + told.err()).contains("dromedary.lineage.prefix is \"lineage\"; it has to be a folder");
    }

    @Test
    void shouldSendEvents_whenAnEndpointIsNamed() throws IOException {
        ConcurrentLinkedQueue<String> bodies = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<String> keys = new ConcurrentLinkedQueue<>();
        HttpServer catalogue = catalogue(bodies, keys, 201);
        try {
            lineage("dromedary.lineage.endpoint=" + address(catalogue), "dromedary.lineage.api-key=abc");

            Desk.Told told = desk.runHealth(desk.write("a.csv", READINGS));

            assertThat(told.code()).isZero();
            assertThat(bodies.stream().map(LineageEventsTest::tree)).containsExactlyInAnyOrderElementsOf(events());
            assertThat(keys).containsOnly("Bearer abc");
        } finally {
            catalogue.stop(0);
        }
    }

    @Test
    void shouldKeepEventsAndSucceed_whenTheEndpointRefusesThem() throws IOException {
        ConcurrentLinkedQueue<String> bodies = new ConcurrentLinkedQueue<>();
        HttpServer catalogue = catalogue(bodies, new ConcurrentLinkedQueue<>(), 503);
        try {
            lineage("dromedary.lineage.endpoint=" + address(catalogue));

            Desk.Told told = desk.runHealth(desk.write("a.csv", READINGS));

            assertThat(told.code()).isZero();
            assertThat(bodies).hasSize(2);
            assertThat(events()).hasSize(2);
        } finally {
            catalogue.stop(0);
        }
    }

    @Test
    void shouldSendNothingToDataZone_whenFunctionsRunAtADesk() throws IOException {
        ConcurrentLinkedQueue<String> bodies = new ConcurrentLinkedQueue<>();
        HttpServer catalogue = catalogue(bodies, new ConcurrentLinkedQueue<>(), 200);
        try {
            lineage(
                    "dromedary.lineage.datazone-domain=dzd_4bexample1x7s",
                    "dromedary.lineage.datazone-endpoint=" + address(catalogue));

            Desk.Told told = desk.runHealth(desk.write("a.csv", READINGS));

            assertThat(told.code()).isZero();
            assertThat(events()).hasSize(2);
            assertThat(bodies).isEmpty();
        } finally {
            catalogue.stop(0);
        }
    }

    private void lineage(String... properties) throws IOException {
        Path file = desk.file("routes").resolve("health/health.properties");
        Files.writeString(file, Files.readString(file) + "\n" + String.join("\n", properties) + "\n");
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1/lineage";
    }

    private static HttpServer catalogue(
            ConcurrentLinkedQueue<String> bodies, ConcurrentLinkedQueue<String> keys, int status) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/lineage", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            List<String> sent = exchange.getRequestHeaders().get("Authorization");
            if (sent != null) {
                keys.addAll(sent);
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
