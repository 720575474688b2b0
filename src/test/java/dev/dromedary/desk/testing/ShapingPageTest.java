package dev.dromedary.desk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the cookbook says stands in the pipeline whose cases {@link RouteCasesTest} runs. */
class ShapingPageTest {

    private static final Path EXAMPLE = Path.of("examples/orders");

    private static String page() throws IOException {
        return Files.readString(Path.of("docs/shaping.md"));
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    @Test
    void shouldStandInTheRoute_whenThePageShowsAStep() throws IOException {
        String route = Files.readString(EXAMPLE.resolve("shape.camel.yaml")).replaceAll("(?m)^ +", "");

        List<String> steps = found("```yaml\n(.*?)```", page());

        assertThat(steps).hasSize(5).allSatisfy(step -> assertThat(route).contains(step.replaceAll("(?m)^ +", "")));
    }

    @Test
    void shouldStandInTheMapping_whenThePageShowsAnEntry() throws IOException {
        String mapping = Files.readString(EXAMPLE.resolve("sold.mapping.json"));

        List<String> entries =
                found("`(\"[a-z]+\": .*?)`", page().replaceAll("(?s)## A CSV file as Excel.*", "")).stream()
                        .filter(entry -> !entry.contains("multipleOf"))
                        .toList();

        assertThat(entries).hasSize(9).allSatisfy(entry -> assertThat(mapping).contains(entry));
    }
}
