package dev.dromedary.function.steps.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.desk.cloud.s3.EmbeddedS3;
import dev.dromedary.routes.Calls;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.StreamSupport;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The steps in routes of their own, with a bucket in a folder. Two tables: people, and what each has paid. */
class RollupComponentTest {

    static final String BUCKET = "joined";
    static final String UNMATCHED = "rejected/unmatched.ndjson";
    private static final String PEOPLE = "name,amount\na,0\nb,0\n";
    private static final String PAID = "name,amount\na,1.10\nb,5\na,2.20\n";

    @TempDir
    private Path folder;

    private final Calls calls = new Calls();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private EmbeddedS3 s3;

    @BeforeEach
    void start() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(routes.resolve("row.schema.json"), """
                {"fieldsMatch": "subset", "fields": [{"name": "name", "type": "string"}, {"name": "amount", "type": "number"}]}""");
        Files.writeString(routes.resolve("totals.json"), """
                {"tables": [{"name": "people", "key": "name"},
                  {"name": "paid", "parent": "people", "reference": "name", "sum": {"field": "amount", "as": "total"}}]}""");
        s3 = new EmbeddedS3(folder.resolve("s3"), change -> {});
        s3.createBucket(BUCKET, false);
        Properties properties = new Properties();
        properties.setProperty("dromedary.routes", routes.toString());
        context.getPropertiesComponent().setInitialProperties(properties);
        context.getPropertiesComponent().setLocation("classpath:application.properties");
        context.getRegistry().bind("s3", S3Client.class, calls.watch(S3Client.class, "S3", s3));
        context.disableJMX();
        context.setStreamCaching(false);
        context.addRoutes(new RollupRoutes());
        context.start();
        calls.pass();
    }

    @AfterEach
    void stop() {
        context.stop();
        s3.close();
    }

    private static Map<String, Object> table(String name, String content) {
        return table(name, content, content.length());
    }

    private static Map<String, Object> table(String name, String content, int announced) {
        return Map.of(
                "table",
                name,
                "length",
                announced,
                "stream",
                new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    }

    private Exchange send(String route, Object body) {
        return context.createProducerTemplate().send(route, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeader("table", "people");
        });
    }

    private static List<String> results(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        Iterable<?> body = exchange.getMessage().getBody(Iterable.class);
        return StreamSupport.stream(body.spliterator(), false)
                .map(Object::toString)
                .toList();
    }

    private static List<?> unmatched(Exchange exchange) {
        return exchange.getProperty(RollupSteps.UNMATCHED, List.class);
    }

    private String stored() {
        return s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(UNMATCHED)).asUtf8String();
    }

    @Test
    void shouldCountEveryBatchOnce_whenItIsDeliveredAgain() {
        Exchange exchange = send("direct:whole", List.of(table("people", PEOPLE), table("paid", PAID)));

        assertThat(results(exchange)).containsExactly("{name=a, total=3.30}", "{name=b, total=5.00}");
        assertThat(unmatched(exchange)).isEmpty();
    }

    @Test
    void shouldRemoveWhatAnEarlierAttemptHasLeft_whenEverythingBelongsTogether() {
        s3.putObject(put -> put.bucket(BUCKET).key(UNMATCHED), RequestBody.fromString("old"));

        send("direct:whole", List.of(table("people", PEOPLE), table("paid", PAID)));

        assertThat(s3.listObjectsV2(list -> list.bucket(BUCKET)).contents()).isEmpty();
    }

    @Test
    void shouldKeepAllRowsAndFewExamples_whenTheyBelongToNothing() {
        Exchange exchange =
                send("direct:whole", List.of(table("people", PEOPLE), table("paid", PAID + "c,1\nd,1\ne,1\nb,x\n")));

        assertThat(results(exchange)).contains("{name=b, total=5.00}");
        assertThat(unmatched(exchange)).singleElement().satisfies(each -> assertThat((Map<?, ?>) each)
                .isEqualTo(Map.of(
                        "table",
                        "paid",
                        "rows",
                        7L,
                        "counts",
                        Map.of("invalid_amount", 1L, "unknown_name", 3L),
                        "examples",
                        List.of(
                                Map.of("row", 4L, "line", 5L, "reason", "unknown_name"),
                                Map.of("row", 5L, "line", 6L, "reason", "unknown_name")),
                        "key",
                        UNMATCHED)));
        assertThat(stored().lines())
                .hasSize(4)
                .contains(
                        "{\"table\":\"paid\",\"row\":6,\"reason\":\"unknown_name\",\"values\":{\"name\":\"e\",\"amount\":\"1\"}}");
    }

    @Test
    void shouldUploadInParts_whenManyRowsBelongToNothing() {
        int rows = 150_000;

        Exchange exchange = send("direct:whole", List.of(table("people", PEOPLE), table("paid", strangers(rows))));

        assertThat(results(exchange)).hasSize(2);
        assertThat(calls.operations()).contains("createMultipartUpload", "uploadPart", "completeMultipartUpload");
        assertThat(stored().lines()).hasSize(rows).doesNotHaveDuplicates();
    }

    @Test
    void shouldAbortTheUpload_whenTheRunFailsLater() {
        String cut = strangers(150_000);

        Exchange exchange =
                send("direct:whole", List.of(table("people", PEOPLE), table("paid", cut, cut.length() + 1)));

        assertThat(exchange.getException()).isNotNull();
        assertThat(calls.operations()).contains("uploadPart", "abortMultipartUpload");
        assertThat(s3.listMultipartUploads(list -> list.bucket(BUCKET)).uploads())
                .isEmpty();
        assertThat(s3.listObjectsV2(list -> list.bucket(BUCKET)).contents()).isEmpty();
    }

    private static String strangers(int rows) {
        StringBuilder text = new StringBuilder("name,amount\n");
        for (int i = 0; i < rows; i++) {
            text.append("stranger-").append(i).append(",1\n");
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {PEOPLE, "name,amount\n"})
    void shouldFail_whenAnObjectIsCutAfterItsLastRow(String content) {
        Exchange exchange = send("direct:whole", List.of(table("people", content, content.length() + 4)));

        assertThat(exchange.getException()).rootCause().hasMessageContaining("The input ended after ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "direct:noBegin | rollup:results works on what rollup:begin has begun; put rollup:begin before the objects are read",
                "direct:rows | rollup:add works on what rollup:begin has begun; put rollup:begin before the objects are read",
                "direct:noOpen | rollup:add works on what records:open has opened; put records:open before it, and before the split",
                "direct:noEnd | The table people has not been read to its end",
                "direct:noSplit | rollup:end was reached before the input was read to its end; put it after the split over the rows",
                "direct:noAdd | No batch has come to rollup:add; put it into the split over the rows, before rollup:end"
            })
    void shouldSayWhatToDo_whenStepsAreMisplaced(String route, String sentence) {
        Exchange exchange = send(route, new ByteArrayInputStream(PEOPLE.getBytes(StandardCharsets.UTF_8)));

        assertThat(cause(exchange)).hasMessage(sentence);
    }

    @Test
    void shouldSayWhatToDo_whenTablesComeInTheWrongOrder() {
        assertThat(cause(send("direct:whole", List.of(table("paid", PAID)))))
                .hasMessage(
                        "The table paid refers to people, which has not been read to its end; read people before it");
        assertThat(cause(send("direct:whole", List.of(table("people", PEOPLE), table("people", PEOPLE)))))
                .hasMessage("The table people was read to its end already");
    }

    @Test
    void shouldRefuse_whenAnObjectIsNoTable() {
        assertThat(cause(send("direct:whole", List.of(table("people", "other\n1\n")))))
                .hasMessageStartingWith("The table people can't be joined: ")
                .hasMessageEndingWith("let only objects come to the rollup that were validated");
    }

    /** A split wraps what its items throw. */
    private static Throwable cause(Exchange exchange) {
        Throwable cause = exchange.getException();
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    @ParameterizedTest
    @CsvSource({
        "rollup:begin, rollup:begin needs the option rules",
        "rollup:begin?rules=r&bucket=b, rollup:begin needs the option unmatched",
        "rollup:add, rollup:add needs the option table",
        "rollup:end, rollup:end needs the option table"
    })
    void shouldRefuse_whenTheUriIsWrong(String uri, String sentence) {
        assertThatThrownBy(() -> context.getEndpoint(uri)).rootCause().hasMessage(sentence);
    }
}
