package dev.dromedary.function.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class BatchMapperTest {

    private static final TableSchema SCHEMA = TableSchema.of(
            "order.schema.json",
            Map.of(
                    "fieldsMatch",
                    "subset",
                    "fields",
                    List.of(
                            Map.of("name", "id", "type", "string"),
                            Map.of("name", "n", "type", "integer"),
                            Map.of("name", "at", "type", "datetime"),
                            Map.of("name", "email", "type", "string", "x-sensitive", true))));
    private static final Instant NOW = Instant.parse("2026-11-29T06:00:00Z");

    private final List<Row> rows = new ArrayList<>();

    private static Mapping mapping(Map<String, Object> document) {
        return Mapping.of("order.mapping.json", document, SCHEMA, name -> "placeholder", Map.of());
    }

    private List<Row> map(Map<String, Object> document, String text, int uniqueKeys) {
        RowReader reader = CsvFiles.reader(text.getBytes(StandardCharsets.UTF_8), SCHEMA);
        rows.addAll(CsvFiles.rows(reader));
        new BatchValidator(SCHEMA, reader.header()).validate(rows);
        return new BatchMapper(mapping(document), NOW, List.of(), uniqueKeys).map(rows);
    }

    private static Map<String, Object> add(String... columns) {
        Map<String, Object> add = new LinkedHashMap<>();
        for (int i = 0; i < columns.length; i += 2) {
            add.put(columns[i], columns[i + 1]);
        }
        return add;
    }

    @Test
    void shouldKeepOrder_andCarryColumnsThatTheSchemaDoesNotKnow() {
        List<Row> mapped = map(
                Map.of(
                        "rename", Map.of("n", "number"),
                        "drop", List.of("at", "half"),
                        "add", add("half", "number / 2", "both", "half + number", "id", "upper(id)")),
                "more,id,n,at,email\nx,a,3,2026-01-01T00:00:00Z,\n",
                10);

        assertThat(mapped.get(0).names()).containsExactly("more", "number", "email", "both", "id");
        assertThat(CsvFiles.values(mapped.get(0))).containsExactly("x", "3", "", "4.5", "A");
    }

    @Test
    void shouldSwapNames() {
        List<Row> mapped = map(Map.of("rename", Map.of("id", "email", "email", "id")), "id,n,at,email\na,,,b\n", 10);

        assertThat(mapped.get(0).get("id")).isEqualTo("b");
        assertThat(mapped.get(0).get("email")).isEqualTo("a");
    }

    @Test
    void shouldSeeWhatAStepHasSet() {
        RowReader reader = CsvFiles.reader("id,n,at,email\na,1,,\n".getBytes(StandardCharsets.UTF_8), SCHEMA);
        List<Row> batch = CsvFiles.rows(reader);
        batch.get(0).set("n", "7");
        batch.get(0).set("site", "here");

        List<Row> mapped =
                new BatchMapper(mapping(Map.of("add", add("twice", "n * 2"))), NOW, List.of(), 10).map(batch);

        assertThat(CsvFiles.values(mapped.get(0))).containsExactly("a", "7", "", "", "here", "14");
    }

    @Test
    void shouldRejectRowAsItIs_whenColumnCanNotBeWorkedOut() {
        List<Row> mapped = map(
                Map.of("drop", List.of("email"), "add", add("share", "100 / n")),
                "id,n,at,email\na,0,,e\nb,4,,e\n",
                10);

        assertThat(mapped.get(0).reason()).isEqualTo("invalid_share");
        assertThat(CsvFiles.values(mapped.get(0))).containsExactly("a", "0", "", "e");
        assertThat(CsvFiles.values(mapped.get(1))).containsExactly("b", "4", "", "25");
    }

    @Test
    void shouldLetRowsGo_forWhichTheConditionIsFalseOrUnknown() {
        List<Row> mapped = map(
                Map.of("where", "at >= now() - interval '30' day"),
                "id,n,at,email\na,,2026-11-01T00:00:00Z,\nb,,2026-10-01T00:00:00Z,\nc,,,\nd,x,,\n",
                10);

        assertThat(mapped.stream().map(row -> row.get("id"))).containsExactly("a", "d");
        assertThat(mapped.get(1).reason()).isEqualTo("invalid_n");
    }

    @Property(tries = 50)
    void shouldKeepTheFirstOfEqualRows_andLoseNone(@ForAll List<@IntRange(min = 0, max = 5) Integer> ids) {
        rows.clear();
        String text = "id,n,at,email\n"
                + ids.stream().map(id -> (id == 0 ? "" : id) + ",1,,x\n").collect(Collectors.joining());

        List<Row> mapped = map(Map.of("unique", List.of("id", "n")), text, 100);

        Set<Integer> seen = new HashSet<>();
        assertThat(mapped).hasSameSizeAs(ids);
        for (int i = 0; i < ids.size(); i++) {
            boolean first = ids.get(i) == 0 || seen.add(ids.get(i));
            assertThat(mapped.get(i).reason()).isEqualTo(first ? null : "duplicate_id_n");
        }
    }

    @Test
    void shouldTellColumnsApart_whenUniqueValuesRunTogether() {
        List<Row> mapped =
                map(Map.of("unique", List.of("id", "email")), "id,n,at,email\nab,,,c\na,,,bc\n\"a\",,,\"bc\"\n", 10);

        assertThat(mapped.stream().map(Row::reason)).containsExactly(null, null, "duplicate_id_email");
    }

    @Test
    void shouldSaySo_whenUniqueValuesAreTooMany() {
        RowReader reader =
                CsvFiles.reader("id,n,at,email\na,,,\nb,,,\nc,,,\na,,,\n".getBytes(StandardCharsets.UTF_8), SCHEMA);
        BatchMapper mapper = new BatchMapper(mapping(Map.of("unique", List.of("id"))), NOW, List.of(), 2);

        mapper.map(CsvFiles.rows(reader));

        assertThat(mapper.isFull()).isTrue();
    }

    @Test
    void shouldTellWhatColumnsAreMadeOf_andWhichTellOfAPerson() {
        Mapping mapping = mapping(Map.of(
                "add",
                add(
                        "hash", "sha256(email)",
                        "domain", "split_part(email, '@', 2)",
                        "label", "mask(email, 2) || id",
                        "again", "domain || id")));

        assertThat(mapping.lineage())
                .containsEntry("id", List.of("id"))
                .containsEntry("hash", List.of("email"))
                .containsEntry("again", List.of("id", "email"));
        assertThat(mapping.masked()).containsExactly("hash");
        assertThat(mapping.schema().fields().stream().filter(Field::sensitive).map(Field::name))
                .containsExactly("email", "domain", "again");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> parsed(String yaml) {
        return (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "{rename: {n: id}} => rename: two columns would be called \"id\"",
                "{drop: [id, n, at, email]} => drop: no column stays",
                "{add: {x: 3}} => add.x: must be a string",
                "{lookups: {a: {key: k}}} => lookups.a.file: a lookup has one of",
                "{lookups: {a: {file: f, table: t, key: k}}} => lookups.a.file: a lookup has one of",
                "{lookups: {a: {object: f, key: k}}} => lookups.a.bucket: bucket and object belong together",
                "{lookups: {a: {file: f, key: k, missing: skip}}} => lookups.a.missing: \"skip\" is not supported",
                "{where: n + 1} => where: at position 6: expected a comparison",
            })
    void shouldSayWhatIsWrong(String document, String message) {
        Map<String, Object> parsed = parsed(document);

        assertThatThrownBy(() -> mapping(parsed))
                .isInstanceOf(SchemaException.class)
                .hasMessageStartingWith("Mapping order.mapping.json, ")
                .hasMessageContaining(message);
    }

    @Test
    void shouldSayWhereALookupIsWrong() {
        assertThatThrownBy(() -> LookupRows.read(
                        "orders/countries.csv",
                        new ByteArrayInputStream("code,region\nDE,a\nDE,b\n".getBytes(StandardCharsets.UTF_8)),
                        "code"))
                .hasMessage("The lookup orders/countries.csv, line 3: the key stands on line 2, too; remove one.");
    }
}
