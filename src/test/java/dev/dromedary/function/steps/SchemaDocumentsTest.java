package dev.dromedary.function.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaDocumentsTest {

    private static final String CHOICE = "orders/${header.kind}.schema.json";

    @TempDir
    Path folder;

    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() throws IOException {
        context.getPropertiesComponent()
                .addOverrideProperty(
                        "dromedary.routes", folder.resolve("routes").toString());
        context.start();
        write("routes/orders/bills.schema.json", "bills");
        write("routes/orders/items.schema.json", "items");
        write("routes/orders/old/items.schema.json", "old");
        write("routes/other/secret.schema.json", "secret");
        write("outside.schema.json", "outside");
    }

    private void write(String file, String title) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(
                path,
                "{\"title\": \"" + title + "\", \"fields\": [{\"name\": \"" + title + "\", \"type\": \"string\"}]}");
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private SchemaDocument chosen(String name, String kind) throws IOException {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setHeader("kind", kind);
        return SchemaDocuments.load(context, name).of(exchange);
    }

    @Test
    void shouldChooseAmongTheFilesThatAreThere_whenTheNameHasAnExpression() throws IOException {
        assertThat(chosen(CHOICE, "bills").hash())
                .isNotEqualTo(chosen(CHOICE, "items").hash());
        assertThat(chosen("orders/${header.kind}s.${header.none}schema.json", "item")
                        .hash())
                .isEqualTo(chosen(CHOICE, "items").hash());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../other/secret",
                "../../outside",
                "old/items",
                "./items",
                "items.schema.json?",
                "",
                "*",
                "patient-4711",
                "file:/etc/passwd",
                "{{dromedary.routes}}"
            })
    void shouldRefuseWithoutTellingWhatCame_whenTheMessageNamesAnother(String kind) {
        assertThatThrownBy(() -> chosen(CHOICE, kind))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The schema " + CHOICE + " comes to none of those that are there:"
                        + " orders/bills.schema.json, orders/items.schema.json");
    }

    @ParameterizedTest
    @CsvSource({
        "${header.kind}/items.schema.json",
        "orders/${header.kind}/items.schema.json",
        "orders/../${header.kind}.schema.json"
    })
    void shouldNotStart_whenTheFolderIsNotWrittenOut(String name) {
        assertThatThrownBy(() -> SchemaDocuments.load(context, name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("names no files of one folder");
    }

    @Test
    void shouldNotStart_whenThereIsNoSuchFile() {
        assertThatThrownBy(() -> SchemaDocuments.load(context, "orders/${header.kind}.json5"))
                .hasMessage("No schema orders/${header.kind}.json5 is in the routes folder");
        assertThatThrownBy(() -> SchemaDocuments.load(context, "none/${header.kind}.json"))
                .hasMessageStartingWith("No schema ");
    }

    @Test
    void shouldNotStart_whenOneOfTheFilesIsWrong() throws IOException {
        Files.writeString(folder.resolve("routes/orders/wrong.schema.json"), "[]");

        assertThatThrownBy(() -> SchemaDocuments.load(context, CHOICE))
                .hasMessageStartingWith("orders/wrong.schema.json");
    }
}
