package dev.dromedary.plan.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.dromedary.function.records.Mapping;
import dev.dromedary.function.records.TableSchema;
import dev.dromedary.function.steps.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What editors check mappings by is what the function reads. */
class MappingSchemaTest {

    private final JsonSchema schema = schema();

    private static JsonSchema schema() {
        try {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                    .getSchema(Files.readString(Path.of("src/main/resources/mapping.schema.json")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private boolean isTaken(String mapping) {
        return schema.validate(mapping, InputFormat.JSON).isEmpty();
    }

    @Test
    void shouldTakeAMappingThatTheFunctionTakes() throws IOException {
        String mapping = Files.readString(Path.of("src/test/resources/mapping/orders/order.mapping.json"));

        assertThat(schema.validate(mapping, InputFormat.JSON)).isEmpty();
    }

    @Test
    void shouldTakeTheExampleOfTheDocumentation() throws IOException {
        String page = Files.readString(Path.of("docs/mapping.md"));
        int from = page.indexOf("```json\n") + "```json\n".length();
        String mapping = page.substring(from, page.indexOf("```", from));

        assertThat(schema.validate(mapping, InputFormat.JSON)).isEmpty();
        assertThatCode(() -> Mapping.lookups("", JsonText.parse("", mapping))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"were\": \"a\"}",
                "{\"add\": {\"a\": 1}}",
                "{\"drop\": \"a\"}",
                "{\"lookups\": {\"a\": {\"file\": \"f\"}}}",
                "{\"lookups\": {\"a\": {\"key\": \"k\"}}}",
                "{\"lookups\": {\"a\": {\"key\": \"k\", \"file\": \"f\", \"table\": \"t\"}}}",
                "{\"lookups\": {\"a\": {\"key\": \"k\", \"object\": \"f\"}}}",
                "{\"lookups\": {\"a\": {\"key\": \"k\", \"file\": \"f\", \"missing\": \"skip\"}}}",
            })
    void shouldRefuseWhatTheFunctionRefuses(String mapping) {
        assertThat(isTaken(mapping)).isFalse();
        assertThat(isRefused(mapping)).isTrue();
    }

    private static boolean isRefused(String mapping) {
        TableSchema rows = TableSchema.of("rows.schema.json", Map.of("fields", List.of(Map.of("name", "a"))));
        try {
            return !Mapping.faults("", JsonText.parse("", mapping), Optional.of(rows), name -> name, Map.of())
                    .isEmpty();
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
