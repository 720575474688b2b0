package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.Shipped;
import dev.dromedary.desk.cli.Dromedary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline with a mapping, as its author works with it: checked, tested, planned. */
class MappingTest {

    private static final Path PIPELINE = Path.of("src/test/resources/mapping");

    @TempDir
    Path routes;

    private final StringWriter out = new StringWriter();

    @BeforeEach
    void copy() throws IOException {
        copy(Shipped.ROUTES.resolve("shared"), Shipped.ROUTES);
        copy(PIPELINE, PIPELINE);
    }

    private void copy(Path folder, Path root) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = routes.resolve(root.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(1, List.of("--routes", routes.toString()));
        PrintWriter writer = new PrintWriter(out, true);
        return Dromedary.execute(writer, writer, all.toArray(String[]::new));
    }

    private void replace(String file, String old, String fresh) throws IOException {
        Path path = routes.resolve("orders/" + file);
        String text = Files.readString(path);
        assertThat(text).contains(old);
        Files.writeString(path, text.replace(old, fresh));
    }

    @Test
    void shouldShapeRecordsWithWhatThePlanGrants_andTakeColumnsAsContractsSay() {
        assertThat(run("test")).as(out.toString()).isZero();
    }

    @Test
    void shouldFindNothing_whenNothingIsWrong() {
        assertThat(run("check")).as(out.toString()).isZero();
    }

    @Test
    void shouldGrantLookupsAndSecret() {
        assertThat(run("plan", "--json")).as(out.toString()).isZero();

        assertThat(out.toString())
                .contains("dynamodb:BatchGetItem", "table/dromedary-mapped-partners", "secretsmanager:GetSecretValue")
                .contains("dromedary-mapped-orders-${environment}-${account}-${region}/reference/states.csv");
    }

    @Test
    void shouldSaySo_whenASecretHasNoProperty() throws IOException {
        replace("order.mapping.json", "{{secret:orders.hash-key}}", "{{secret:orders.hash-kee}}");

        assertThat(run("check")).isEqualTo(1);

        assertThat(out.toString())
                .contains("orders/ingest.camel.yaml:43:", "The property orders.hash-kee has no value");
    }
}
