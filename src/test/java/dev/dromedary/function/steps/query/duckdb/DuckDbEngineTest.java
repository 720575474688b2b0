package dev.dromedary.function.steps.query.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.function.records.TableSchema;
import dev.dromedary.function.steps.query.Query;
import dev.dromedary.function.steps.query.QueryFailedException;
import dev.dromedary.function.steps.query.QueryTable;
import dev.dromedary.function.steps.query.QueryTable.TableObject;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

class DuckDbEngineTest {

    private static final TableSchema NUMBERS = TableSchema.of(
            "numbers",
            Map.of(
                    "fields",
                    List.of(
                            Map.of("name", "id", "type", "integer"),
                            Map.of("name", "counts.all", "type", "integer"),
                            Map.of("name", "note", "type", "string"))));

    private final Map<String, String> objects = new TreeMap<>();
    private final List<String> downloaded = new ArrayList<>();
    private String etag = "etag";

    /** An S3 that knows these objects, and nothing but getObject. */
    @SuppressWarnings("unchecked")
    private S3Client client() {
        return (S3Client) Proxy.newProxyInstance(
                S3Client.class.getClassLoader(), new Class<?>[] {S3Client.class}, (proxy, method, arguments) -> {
                    var request = GetObjectRequest.builder();
                    ((Consumer<GetObjectRequest.Builder>) arguments[0]).accept(request);
                    String content = objects.get(request.build().key());
                    if (content == null) {
                        throw NoSuchKeyException.builder().message("gone").build();
                    }
                    downloaded.add(request.build().key());
                    Files.writeString((Path) arguments[1], content);
                    return null;
                });
    }

    private Query query(String sql, Optional<TableSchema> schema, String... keys) {
        List<TableObject> listed =
                Stream.of(keys).map(key -> new TableObject(key, etag, 1)).toList();
        return new Query(
                "test.sql",
                sql,
                List.of(new QueryTable("numbers", "bucket", "numbers/", schema, listed)),
                Optional.of(Instant.now().plusSeconds(60)));
    }

    private String run(Query query) throws IOException {
        try (InputStream csv = new DuckDbEngine(client(), 128).run(query)) {
            return new String(csv.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String run(Exchange exchange, String... keys) throws IOException {
        KeptObjects kept = KeptObjects.of(exchange, client());
        Query query = query("SELECT sum(id) AS id FROM numbers", Optional.of(NUMBERS), keys);
        try (InputStream csv = new DuckDbEngine(kept, 128).run(query)) {
            return new String(csv.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void shouldDownloadOnce_whenSeveralQueriesOfAnExchangeReadAnObject() throws Exception {
        objects.put("numbers/a.json", "{\"id\": 1}");
        objects.put("numbers/b.json", "{\"id\": 2}");
        try (CamelContext context = new DefaultCamelContext()) {
            Exchange exchange = new DefaultExchange(context);

            assertThat(run(exchange, "numbers/a.json", "numbers/b.json")).isEqualTo("id\n3\n");
            assertThat(run(exchange, "numbers/a.json")).isEqualTo("id\n1\n");
            assertThat(downloaded).containsExactly("numbers/a.json", "numbers/b.json");

            // What the last query did not read has gone, and what is another by now is read anew.
            etag = "later";
            objects.put("numbers/a.json", "{\"id\": 5}");
            assertThat(run(exchange, "numbers/a.json", "numbers/b.json")).isEqualTo("id\n7\n");
            assertThat(downloaded).endsWith("numbers/a.json", "numbers/b.json").hasSize(4);
        }
    }

    @Test
    void shouldLeaveNothingAndBeginAnew_whenTheExchangeHasEnded() throws Exception {
        objects.put("numbers/a.json", "{\"id\": 1}");
        try (CamelContext context = new DefaultCamelContext()) {
            Exchange exchange = new DefaultExchange(context);
            run(exchange, "numbers/a.json");
            KeptObjects kept = KeptObjects.of(exchange, client());
            assertThat(kept.folder()).isNotEmptyDirectory();
            Path folder = kept.folder();

            exchange.getExchangeExtension().handoverCompletions().forEach(each -> each.onComplete(exchange));

            assertThat(folder).doesNotExist();
            assertThat(KeptObjects.of(exchange, client())).isNotSameAs(kept);
        }
    }

    private static long folders() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            // Of this test's table: other tests run at the same time.
            return files.filter(file -> file.getFileName().toString().startsWith("query"))
                    .filter(file -> Files.exists(file.resolve("tables/numbers")))
                    .count();
        }
    }

    @Test
    void shouldTellNullsFromEmptyTexts_whenTheResultIsCsv() throws IOException {
        objects.put(
                "numbers/a.json",
                "{\"id\": 1, \"counts\": {\"all\": 7}, \"note\": \"a, \\\"b\\\"\"}\n{\"id\": 2, \"note\": \"\"}");

        assertThat(run(query(
                        "SELECT id, counts.\"all\" AS total, note FROM numbers ORDER BY id",
                        Optional.of(NUMBERS),
                        "numbers/a.json")))
                .isEqualTo("id,total,note\n1,7,\"a, \"\"b\"\"\"\n2,,\"\"\n");
    }

    @Test
    void shouldReadWhatIsLeft_whenAnObjectIsGoneByNow() throws IOException {
        objects.put("numbers/a.json", "{\"id\": 1}");

        assertThat(run(query("SELECT id FROM numbers", Optional.of(NUMBERS), "numbers/a.json", "numbers/b.json")))
                .isEqualTo("id\n1\n");
        assertThat(run(query("SELECT id FROM numbers", Optional.of(NUMBERS), "numbers/b.json")))
                .isEqualTo("id\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT nothing FROM numbers | Binder Error",
                "SELECT | Parser Error",
                "SELECT * FROM elsewhere | Catalog Error",
                "SELECT * FROM read_csv('/etc/passwd') | Permission Error",
                "SELECT CAST(note AS bigint) FROM numbers | Conversion Error",
                "SELECT 1; DROP VIEW numbers | Parser Error"
            })
    void shouldFailWithoutAValue_whenTheQueryIsWrong(String sql, String kind) throws IOException {
        objects.put("numbers/a.json", "{\"id\": 1, \"note\": \"private\"}");
        long before = folders();

        assertThatThrownBy(() -> run(query(sql, Optional.of(NUMBERS), "numbers/a.json")))
                .isInstanceOf(QueryFailedException.class)
                .hasMessageStartingWith("The query test.sql failed: ")
                .hasMessageContaining(kind)
                .hasMessageNotContaining("private");
        assertThat(folders()).isEqualTo(before);
    }

    @Test
    void shouldSayWhatIsMissing_whenNobodyKnowsTheColumns() {
        assertThatThrownBy(() -> run(query("SELECT 1 FROM numbers", Optional.empty(), "numbers/b.json")))
                .hasMessage(
                        "The table numbers has no object, and nobody knows its columns; name its schema in the option"
                                + " schemas");
    }

    @Test
    void shouldStop_whenTheTimeIsUp() {
        objects.put("numbers/a.json", "{\"id\": 1}");
        Query query = query(
                "SELECT count(*) AS n FROM range(100000000) a, range(100000000) b",
                Optional.of(NUMBERS),
                "numbers/a.json");
        Query late = new Query(
                query.name(),
                query.sql(),
                query.tables(),
                Optional.of(Instant.now().plusSeconds(1)));

        assertThatThrownBy(() -> run(late))
                .isInstanceOf(QueryFailedException.class)
                .hasMessageStartingWith("The query test.sql failed: ");
    }

    @Test
    void shouldNameTheSameQueryOverTheSameObjectsAlike() {
        Query one = query("SELECT 1", Optional.empty(), "a", "b");

        assertThat(one.token())
                .hasSize(64)
                .isEqualTo(query("SELECT 1", Optional.empty(), "a", "b").token())
                .isNotEqualTo(query("SELECT 1", Optional.empty(), "a", "c").token())
                .isNotEqualTo(query("SELECT 2", Optional.empty(), "a", "b").token());
    }
}
