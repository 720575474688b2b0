package dev.dromedary.function.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.s3.EmbeddedS3;
import dev.dromedary.function.ledger.ObjectGoneException;
import dev.dromedary.function.records.BatchValidator;
import dev.dromedary.function.records.Limits;
import dev.dromedary.function.records.RecordReader;
import dev.dromedary.function.records.Row;
import dev.dromedary.function.records.TableSchema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
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

/** An object that is read by ranges comes to what it comes to when it is read whole, wherever it is cut. */
class RecordRangesTest {

    private static final String BUCKET = "large";
    private static final Map<String, String> SCHEMAS = Map.of(
            "lines",
                    "{\"fields\": [{\"name\": \"a\", \"type\": \"integer\"}, {\"name\": \"b\", \"type\": \"string\"}]}",
            "table",
                    "{\"dialect\": {\"lineBreaks\": false}, \"fields\": [{\"name\": \"a\", \"type\": \"integer\"},"
                            + " {\"name\": \"b\", \"type\": \"string\"}]}",
            "quoted",
                    "{\"fields\": [{\"name\": \"a\", \"type\": \"integer\"}, {\"name\": \"b\", \"type\": \"string\"}]}");
    private static final List<String> LINES = List.of(
            "{\"a\": 1, \"b\": \"x\"}",
            "{ \"a\": 2, \"b\": \"é😀\"}",
            "{\"a\": \"bad\", \"b\": \"x\"}",
            "{\"a\": 3",
            "",
            "  ",
            "\u001F\u008B{\"a\": 4}",
            "\uFEFF{\"a\": 5}",
            "garbage",
            "{}",
            "[{\"a\": 6}]",
            "{\"a\": 7, \"b\": \"" + "long".repeat(50) + "\"}");
    private static final List<String> ROWS = List.of(
            "1,x",
            "2,\"é😀\"",
            "bad,x",
            "3",
            "",
            "4,\"un",
            "5,\"a\"\"b\"",
            "sep=,",
            "a,b",
            "6," + "long".repeat(50),
            "7,x,y");

    @TempDir
    private Path folder;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private EmbeddedS3 s3;

    @BeforeEach
    void start() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        for (Map.Entry<String, String> schema : SCHEMAS.entrySet()) {
            Files.writeString(routes.resolve(schema.getKey() + ".schema.json"), schema.getValue());
        }
        s3 = new EmbeddedS3(folder.resolve("s3"), change -> {});
        s3.createBucket(BUCKET, false);
        Properties properties = new Properties();
        properties.setProperty("dromedary.routes", routes.toString());
        context.getPropertiesComponent().setInitialProperties(properties);
        context.getPropertiesComponent().setLocation("classpath:application.properties");
        context.getRegistry().bind("s3", S3Client.class, s3);
        context.disableJMX();
        context.setStreamCaching(false);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        s3.close();
    }

    private void put(byte[] content) {
        s3.putObject(put -> put.bucket(BUCKET).key("x"), RequestBody.fromBytes(content));
    }

    private Exchange send(String uri, Object body, String etag) {
        return context.createProducerTemplate().send(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeader("CamelAwsS3Key", "x");
            exchange.getMessage().setHeader("CamelAwsS3ETag", etag);
        });
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> body(Exchange sent) {
        assertThat(sent.getException()).isNull();
        return sent.getMessage().getBody(Map.class);
    }

    private Map<String, Object> cut(String schema, long size) {
        return body(send(
                "records:ranges?bucket=large&smallest=1&schema=" + schema + ".schema.json&rangeBytes=" + size,
                "",
                null));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> ranges(Map<String, Object> cut) {
        return (List<Map<String, Object>>) cut.get("ranges");
    }

    private byte[] read(Map<String, Object> range) throws IOException {
        Exchange sent = send("records:range?bucket=large", range, null);
        assertThat(sent.getException()).isNull();
        try (InputStream in = sent.getMessage().getBody(InputStream.class)) {
            byte[] bytes = in.readAllBytes();
            assertThat(sent.getMessage().getHeader("CamelAwsS3ContentLength")).isEqualTo((long) bytes.length);
            return bytes;
        }
    }

    private static List<String> judged(String schema, byte[] content) {
        TableSchema rules = SchemaDocument.parse(schema, SCHEMAS.get(schema)).schema();
        RecordReader reader = RecordReader.of(new ByteArrayInputStream(content), rules, Limits.DEFAULT);
        BatchValidator validator = new BatchValidator(rules, reader.header());
        List<String> judged = new ArrayList<>();
        while (reader.hasNext()) {
            Row row = reader.next();
            validator.validate(List.of(row));
            judged.add(row.valid() ? row.get("a") + " " + row.get("b") : row.reason());
        }
        assertThat(reader.defect()).isEmpty();
        return judged;
    }

    private static String content(SplittableRandom random, List<String> lines, String first) {
        StringBuilder content = new StringBuilder(random.nextInt(3) == 0 ? "\uFEFF" : "").append(first);
        for (int i = random.nextInt(40); i > 0; i--) {
            content.append(lines.get(random.nextInt(lines.size()))).append(random.nextInt(4) == 0 ? "\r\n" : "\n");
        }
        return random.nextBoolean() ? content.toString().stripTrailing() : content.toString();
    }

    /** Of 300 files of chance each, cut into ranges of 1 to 300 bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"lines", "table"})
    void shouldComeToTheSame_whenAFileIsReadByRanges(String schema) throws IOException {
        boolean lines = schema.equals("lines");
        int most = 0;
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String text = content(random, lines ? LINES : ROWS, lines ? LINES.get(0) + "\n" : "a,b\n");
            // Now and then what is no UTF-8.
            byte[] content = random.nextInt(5) == 0 && !text.startsWith("\uFEFF")
                    ? text.getBytes(StandardCharsets.ISO_8859_1)
                    : text.getBytes(StandardCharsets.UTF_8);
            put(content);

            List<Map<String, Object>> ranges = ranges(cut(schema, 1 + random.nextInt(300)));

            most = Math.max(most, ranges.size());
            ByteArrayOutputStream together = new ByteArrayOutputStream();
            List<String> judged = new ArrayList<>();
            for (Map<String, Object> range : ranges) {
                byte[] part = read(range);
                int header = range.get("from").equals(0L) ? 0 : ((Number) range.get("header_bytes")).intValue();
                assertThat(Arrays.copyOf(part, header)).isEqualTo(Arrays.copyOf(content, header));
                assertThat(part.length).isGreaterThan(header);
                together.write(part, header, part.length - header);
                judged.addAll(judged(schema, part));
            }
            assertThat(together.toByteArray()).as("seed " + seed).isEqualTo(content);
            assertThat(judged).as("seed " + seed + ", " + ranges).isEqualTo(judged(schema, content));
        }
        assertThat(most).isGreaterThan(10);
    }

    @Test
    void shouldBeOneRange_whenTheObjectIsSmall() {
        put("{\"a\": 1}\n{\"a\": 2}\n".getBytes());

        Map<String, Object> cut =
                body(send("records:ranges?bucket=large&schema=lines.schema.json&rangeBytes=3", "", null));

        assertThat(ranges(cut)).containsExactly(Map.of("number", 1, "from", 0L, "to", 18L, "header_bytes", 0));
        assertThat(cut).doesNotContainKey("not_cut").containsEntry("size", 18L);
    }

    @Test
    void shouldBeOneRange_whenTheObjectHasNoByte() throws IOException {
        put(new byte[0]);

        assertThat(ranges(cut("lines", 1))).singleElement().satisfies(range -> assertThat(read(range))
                .isEmpty());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            quoted, `a,b\\n1,"x\\ny"\\n2,z\\n`, may have line breaks in values
            table,  `sep=;\\na;b\\n1;x\\n`,       has lines above its header
            table,  `"sep=;"\\na;b\\n1;x\\n`,       has lines above its header
            table,  `a,"b\\n1,x\\n2,y\\n`,        has a quote in its header
            table,  `a,b\\r1,x\\r2,y\\r`,         has no line end in its first
            lines,  `[{"a": 1},\\n{"a": 2}]`,     is one array
            lines,  `{"a": 1}\\0\\n{"a": 2}`,     no text
            """)
    void shouldBeOneRange_whenTheFileCantBeCut(String schema, String text, String why) {
        put(text.replace("\\n", "\n").replace("\\r", "\r").replace("\\0", "\0").getBytes());

        Map<String, Object> cut = cut(schema, 2);

        assertThat(ranges(cut)).hasSize(1);
        assertThat(cut.get("not_cut").toString()).contains("is read whole, as it ", why);
    }

    @Test
    void shouldBeOneRange_whenTheFileIsPacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("{\"a\": 1}\n".repeat(100).getBytes());
        }
        put(packed.toByteArray());

        assertThat(cut("lines", 2).get("not_cut").toString()).contains("is packed");
    }

    @Test
    void shouldMakeLargerRanges_whenThereWouldBeTooMany() {
        put("{\"a\": 1}\n".repeat(3000).getBytes());

        assertThat(ranges(cut("lines", 1))).hasSizeBetween(900, 1000);
    }

    @Test
    void shouldNotCut_whenARecordIsLongerThanARecordMayBe() {
        put(("{\"a\": 1}\n{\"a\": \"" + "x".repeat(6_000_000) + "\"}\n{\"a\": 2}\n").getBytes());

        List<Map<String, Object>> ranges = ranges(cut("lines", 1_000_000));

        assertThat(ranges).hasSize(2);
        assertThat(ranges.get(1).get("from")).isEqualTo(6_000_019L);
    }

    @Test
    void shouldFail_whenTheObjectIsAnotherVersion() {
        put("{\"a\": 1}\n".getBytes());

        assertThat(send("records:ranges?bucket=large&schema=lines.schema.json", "", "other")
                        .getException())
                .isInstanceOf(ObjectGoneException.class);
        assertThat(send("records:range?bucket=large", Map.of("from", 0, "to", 9, "header_bytes", 0), "other")
                        .getException())
                .isInstanceOf(ObjectGoneException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 10, 0", "5, 4, 0", "3, 3, 0", "2, 9, 3"})
    void shouldRefuseInOneSentence_whenARangeIsNotOfTheObject(long from, long to, int header) {
        put("{\"a\": 1}\n".getBytes());

        assertThat(send("records:range?bucket=large", Map.of("from", from, "to", to, "header_bytes", header), null)
                        .getException())
                .hasMessageContaining("hand on what records:ranges has said of this version");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            records:ranges?bucket=large&schema=lines.schema.json&rangeBytes=0      | The option rangeBytes of records:ranges is "0"
            records:ranges?bucket=large&schema=lines.schema.json&smallest=many     | The option smallest of records:ranges is "many"
            records:range?bucket=large&from=x                                      | The option from of records:range, x, comes to no number
            """)
    void shouldRefuseInOneSentence_whenAnOptionIsNoNumber(String uri, String sentence) {
        put("{\"a\": 1}\n".getBytes());

        assertThat(send(uri, Map.of(), null).getException()).hasMessageStartingWith(sentence);
    }
}
