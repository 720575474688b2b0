package dev.dromedary.plan.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cli.Dromedary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What parts rows by, or keeps none of them, in the pipeline of the cookbook. */
class PartitionColumnsTest {

    private static final Path EXAMPLES = Path.of("examples");

    @TempDir
    Path routes;

    @BeforeEach
    void copy() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = routes.resolve(EXAMPLES.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private String check() {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out, true);
        Dromedary.execute(writer, writer, "check", "--routes", routes.toString());
        return out.toString();
    }

    private void replace(String file, String before, String after) throws IOException {
        Path path = routes.resolve("orders").resolve(file);
        String text = Files.readString(path);
        String changed = text.replaceFirst(before, after);
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(path, changed);
    }

    @Test
    void shouldFindNothing_whenTheExampleIsAsItIs() {
        assertThat(check()).startsWith("Nothing is wrong");
    }

    @Test
    void shouldNameTheNearestColumn_whenRowsArePartedByNone() throws IOException {
        replace("ingest.camel.yaml", "partitionBy: country", "partitionBy: contry");

        assertThat(check())
                .contains("ingest.camel.yaml:42:40:")
                .contains(
                        "The rows have no column \"contry\", as orders/order.schema.json has none. Did you mean \"country\"?");
    }

    @Test
    void shouldNameTheNearestColumn_whenAMappingMakesNoSuchOne() throws IOException {
        replace("shape.camel.yaml", "partitionBy: day", "partitionBy: days");

        assertThat(check())
                .contains("shape.camel.yaml:")
                .contains("The rows have no column \"days\"")
                .contains("Did you mean \"day\"?");
    }

    @Test
    void shouldSaySo_whenRejectedRowsAreKeptNowhere() throws IOException {
        replace("ingest.camel.yaml", "                          rejected: [^\n]*\n", "");

        assertThat(check()).contains("Rows that are rejected would be kept nowhere");
    }

    @Test
    void shouldSaySo_whenTwoOutputsHaveOneKey() throws IOException {
        replace("shape.camel.yaml", "valid: countries/", "valid: silver/");
        replace("shape.camel.yaml", "name\\}.parquet", "name}.csv");

        assertThat(check()).contains("Two outputs of this split have the key silver/");
    }
}
