package dev.dromedary.desk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/large-files.md shows stands in the pipeline whose cases {@link RouteCasesTest} runs. */
class LargeFilesPageTest {

    private static String plain(String text) {
        return text.replaceAll("(?m)^ +", "");
    }

    @Test
    void shouldStandInTheExample_whenThePageShowsAStep() throws IOException {
        StringBuilder example = new StringBuilder();
        for (String route : List.of("cut", "read", "run", "merge")) {
            example.append(plain(Files.readString(Path.of("examples/bulk", route + ".camel.yaml"))));
        }
        List<String> steps = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/large-files.md")))
                .results()
                .map(result -> plain(result.group(1)))
                .toList();

        assertThat(steps).hasSize(4).allSatisfy(step -> assertThat(example).contains(step));
    }
}
