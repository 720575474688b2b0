package dev.dromedary.desk.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dromedary.desk.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InferredSchemaTest {

    @TempDir
    Path folder;

    private InferredSchema of(String text) throws IOException {
        return InferredSchema.of(Files.writeString(folder.resolve("sample"), text));
    }

    /** A column of a hundred rows beside one that tells them apart. */
    private GuessedField column(String name, IntFunction<String> value) throws IOException {
        return of("row," + name + "\n"
                        + IntStream.range(0, 100)
                                .mapToObj(at -> "r" + at + "," + value.apply(at) + "\n")
                                .collect(Collectors.joining()))
                .fields()
                .get(1);
    }

    private static JsonNode json(String text) throws IOException {
        return Json.MAPPER.readTree(text.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7                    | integer",
                "7.25                 | number",
                "-7e3                 | number",
                "true                 | boolean",
                "2026-02-28           | date",
                "2026-02-28T10:00:00Z | datetime",
                "01067                | string",
                "2026-02-30           | string",
                "a7                   | string"
            })
    void shouldTellTheType_whenAllValuesAreAlike(String value, String type) throws IOException {
        assertThat(column("x", at -> value).document().path("type").asText()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "28.02.2026,%d.%m.%Y",
        "28/02/2026,%d/%m/%Y",
        "02/28/2026,%m/%d/%Y",
        "2026-02-28 10:00:00,%Y-%m-%d %H:%M:%S"
    })
    void shouldTellTheFormat_whenDatesAreNoIsoDates(String value, String format) throws IOException {
        assertThat(column("x", at -> value).document().path("format").asText()).isEqualTo(format);
    }

    @Test
    void shouldTellAllFormats_whenATimeIsWrittenInSeveralWays() throws IOException {
        GuessedField field = column(
                "ordered_at",
                at -> at % 2 == 0 ? "2026-02-28T10:00:00Z" : at % 3 == 0 ? "1772272800" : "2026-02-28 10:00:00.5");

        assertThat(field.document().path("type").asText()).isEqualTo("datetime");
        assertThat(field.document().path("formats")).isEqualTo(json("['default', '%Y-%m-%d %H:%M:%S.%f', 'unix']"));
        assertThat(column("amount", at -> "1772272800").document().path("type").asText())
                .isEqualTo("integer");
    }

    @Test
    void shouldFindTheDelimiter_whenRowsHaveMoreOrFewerValues() throws IOException {
        InferredSchema inferred = of("a,b,c\n"
                + IntStream.range(0, 100)
                        .mapToObj(at -> at % 20 == 3 ? "1,2\n" : at % 20 == 4 ? "1,2,3,4\n" : "1,2,3\n")
                        .collect(Collectors.joining()));

        assertThat(inferred.fields()).extracting(GuessedField::name).containsExactly("a", "b", "c");
    }

    @Test
    void shouldFindEveryFaultOfItsValues_whenItIsTheShippedSample() throws IOException {
        InferredSchema inferred = InferredSchema.of(Path.of("sample-csv/health.csv"));

        assertThat(inferred.fields())
                .extracting(field ->
                        field.name() + " " + field.document().path("type").asText())
                .containsExactly(
                        "event_time datetime",
                        "user_id string",
                        "heart_rate number",
                        "spo2 number",
                        "steps integer",
                        "temp_c number",
                        "systolic_bp number",
                        "diastolic_bp number");
        assertThat(inferred.fields())
                .allMatch(field -> field.document().at("/constraints/required").asBoolean());
    }

    @Test
    void shouldSayThatItCantTell_whenMonthAndDayMayBeEither() throws IOException {
        assertThat(column("x", at -> "01/02/2026").reasons())
                .anyMatch(reason -> reason.contains("may have the month first"));
    }

    @Test
    void shouldTakeTheWiderType_whenFewValuesNeedIt() throws IOException {
        GuessedField field = column("x", at -> at < 3 ? "1.5" : "1");

        assertThat(field.document().path("type").asText()).isEqualTo("number");
        assertThat(field.reasons()).noneMatch(reason -> reason.contains("rejected"));
    }

    @Test
    void shouldNameWhatWillBeRejected_whenFewValuesAreOtherwise() throws IOException {
        GuessedField field = column("x", at -> at == 50 ? "many" : at == 51 ? "9999" : String.valueOf(at % 10));

        assertThat(field.document().path("type").asText()).isEqualTo("integer");
        assertThat(field.document().path("constraints"))
                .hasToString("{\"minimum\":0,\"maximum\":20,\"required\":true}");
        assertThat(field.reasons())
                .contains("1 of 100 values is no integer and will be rejected (\"many\")")
                .contains("1 value is above 20 and will be rejected");
    }

    @Test
    void shouldSetNoBounds_whenNumbersAreNegativeOrNameRecords() throws IOException {
        assertThat(column("x", at -> String.valueOf(at - 50)).document().path("constraints"))
                .isEqualTo(json("{'required': true}"));
        assertThat(column("order_id", at -> String.valueOf(at + 1000))
                        .document()
                        .path("constraints"))
                .isEqualTo(json("{'required': true}"));
    }

    @Test
    void shouldTakeNoAmountForAName_whenItEndsLikeOne() throws IOException {
        assertThat(column("paid", at -> String.valueOf(at + 1)).names()).isFalse();
        assertThat(column("orderId", at -> String.valueOf(at + 1)).names()).isTrue();
    }

    @Test
    void shouldTakeWordsForTruth_whenThereAreTwo() throws IOException {
        assertThat(column("x", at -> at % 3 == 0 ? "Yes" : at % 3 == 1 ? "yes" : "no")
                        .document())
                .isEqualTo(json("{'name': 'x', 'type': 'boolean', 'trueValues': ['Yes', 'yes'], 'falseValues': ['no'],"
                        + " 'constraints': {'required': true}}"));
    }

    @Test
    void shouldListValues_whenThereAreFew() throws IOException {
        GuessedField field = column("country", at -> at == 7 ? "DD" : at % 2 == 0 ? "DE" : "FR");

        assertThat(field.document().path("constraints").path("enum")).isEqualTo(json("['DE', 'FR']"));
        assertThat(field.reasons()).anyMatch(reason -> reason.contains("(\"DD\")"));
    }

    @Test
    void shouldRequireNoValue_whenManyAreMissing() throws IOException {
        assertThat(column("x", at -> at < 30 ? "" : "1")
                        .document()
                        .path("constraints")
                        .has("required"))
                .isFalse();
        assertThat(column("x", at -> at < 2 ? "" : "1")
                        .document()
                        .path("constraints")
                        .path("required")
                        .asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"E-Mail,x", "lastName,Meyer", "contact,ann@example.org", "Client IP,10.1.2.3", "birth_date,1990-01-02"})
    void shouldShowNoValue_whenAColumnMayTellOfAPerson(String name, String value) throws IOException {
        GuessedField field = column(name, at -> value);

        assertThat(field.sensitive()).isTrue();
        assertThat(field.document().toString()).doesNotContain("Meyer", "ann@", "10.1.2.3", "1990");
        assertThat(String.join(" ", field.reasons())).contains("x-sensitive").doesNotContain("Meyer", "ann@", "1990");
    }

    @Test
    void shouldTellHowItIsWritten_whenItIsOfASpreadsheet() throws IOException {
        Path file = folder.resolve("sheet.csv");
        Files.write(file, "Größe;Preis in €\n1;1.250,50\n2;7,00\n3;0,99\n".getBytes(Charset.forName("windows-1252")));

        InferredSchema inferred = InferredSchema.of(file);

        assertThat(inferred.schema().path("dialect")).isEqualTo(json("{'delimiter': ';', 'encoding': 'windows-1252'}"));
        assertThat(inferred.fields().get(1).document().path("decimalChar").asText())
                .isEqualTo(",");
        assertThat(inferred.fields().get(1).document().path("groupChar").asText())
                .isEqualTo(".");
        assertThat(inferred.fields().get(0).name()).isEqualTo("Größe");
    }

    @Test
    void shouldReadIt_whenItIsPackedAndHasAMark() throws IOException {
        Path file = folder.resolve("packed.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("\uFEFFa,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(InferredSchema.of(file).fields())
                .extracting(GuessedField::name)
                .containsExactly("a", "b");
    }

    @Test
    void shouldTakeMembersForColumns_whenItIsJsonLines() throws IOException {
        InferredSchema inferred = of("""
                {"id": "a-1", "user": {"age": 7}, "tags": ["x"], "ok": true, "n": 1}
                not JSON
                {"id": "a-2", "user": {"age": 8}, "tags": [], "ok": false, "n": "one"}
                """);

        assertThat(inferred.format()).isEqualTo("ndjson");
        assertThat(inferred.fields())
                .extracting(field ->
                        field.name() + " " + field.document().path("type").asText())
                .containsExactly("id string", "user.age integer", "tags list", "ok boolean", "n any");
        assertThat(inferred.mapping().path("unique")).isEqualTo(json("['id']"));
    }

    @Test
    void shouldCallColumnsAsTablesDo_whenTheirNamesAreForPeople() throws IOException {
        assertThat(of("Order No,unitPrice,ok\n1,2,3\n").mapping().path("rename"))
                .isEqualTo(json("{'Order No': 'order_no', 'unitPrice': 'unit_price'}"));
    }

    @Test
    void shouldSayWhy_whenNothingCanBeGuessed() {
        assertThatThrownBy(() -> of("1,2026-01-01\n2,2026-01-02\n"))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("looks like data");
        assertThatThrownBy(() -> of("a,b\n"))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("no rows");
        assertThatThrownBy(() -> of("[{\"a\": 1}]")).hasMessageContaining("one JSON array");
        assertThatThrownBy(() -> of("{no JSON\n")).hasMessageContaining("holds no JSON objects");
    }

    @ParameterizedTest
    @CsvSource({"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void shouldBelieveTheMark_whenItIsNoUtf8(String encoding) throws IOException {
        Path file = folder.resolve("sheet.csv");
        Files.write(file, "\uFEFFid,größe\n1,Ä1\n2,Ä2\n".getBytes(Charset.forName(encoding)));

        InferredSchema inferred = InferredSchema.of(file);

        assertThat(inferred.fields()).extracting(GuessedField::name).containsExactly("id", "größe");
        assertThat(inferred.schema().at("/dialect/encoding").isMissingNode()).isTrue();
    }

    @Test
    void shouldBelieveTheMark_whenACharacterIsCutInTwo() throws IOException {
        Path file = folder.resolve("sheet.csv");
        byte[] bytes = "\uFEFFid,name\n1,Ä\n2,Ö\n3,Ü".getBytes(StandardCharsets.UTF_16LE);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));

        assertThat(InferredSchema.of(file).schema().at("/dialect/encoding").isMissingNode())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sep=;\n", "\"SEP=;\"\r\n", "\uFEFFsep=;\n"})
    void shouldTakeItForNoRow_whenTheFirstLineTellsTheDelimiter(String line) throws IOException {
        InferredSchema inferred = of(line + "id;name\n1;a,b\n2;c,d\n3;e,f\n");

        assertThat(inferred.fields()).extracting(GuessedField::name).containsExactly("id", "name");
        assertThat(inferred.schema().path("dialect")).isEqualTo(json("{'delimiter': ';'}"));
        assertThat(inferred.told()).contains("3 records as csv");
    }

    @Test
    void shouldCallColumnsApart_whenTheCatalogueHasOneNameForThem() throws IOException {
        assertThat(of("Order Id,order_id,ORDER-ID,order.id\na,1,2,x\n")
                        .mapping()
                        .path("rename"))
                .isEqualTo(json("{'Order Id': 'order_id_2', 'ORDER-ID': 'order_id_3', 'order.id': 'order.id_4'}"));
        assertThat(of("名前,住所,Name,name\na,1,2,x\n").mapping().path("rename"))
                .isEqualTo(json("{'住所': 'column_2', 'Name': 'name_2'}"));
    }

    @Test
    void shouldNameColumnsAndWhatToDo_whenFunctionsWouldRejectTheHeader() {
        assertThatThrownBy(() -> of("id,name,name\n1,a,b\n2,c,d\n"))
                .isInstanceOf(InferenceException.class)
                .hasMessageEndingWith("gives columns 2 and 3 the same name (name); rename one.");
        assertThatThrownBy(() -> of("id,,name\n1,a,b\n2,c,d\n"))
                .isInstanceOf(InferenceException.class)
                .hasMessageEndingWith("has no name for column 2; give it one.");
    }
}
