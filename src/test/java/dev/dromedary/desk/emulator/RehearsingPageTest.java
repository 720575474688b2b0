package dev.dromedary.desk.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/rehearsing.md says of each kind of resource that terraform/ makes whether a rehearsal does. */
class RehearsingPageTest {

    private static final Pattern RESOURCE = Pattern.compile("(?m)^resource \"(aws_\\w+)\"");
    private static final Pattern NAMED = Pattern.compile("`(aws_\\w+)`");

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(each -> each.group(1));
    }

    /** Of the module; the delivery has modules of its own. */
    private static Stream<String> resources(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            StringBuilder text = new StringBuilder();
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".tf")).toList()) {
                text.append(Files.readString(file));
            }
            return found(RESOURCE, text.toString());
        }
    }

    @Test
    void shouldSayWhatBecomesOfIt_whenTerraformMakesSomething() throws IOException {
        List<String> made = Stream.concat(resources("terraform"), resources("terraform/modules/function"))
                .distinct()
                .toList();

        assertThat(found(NAMED, Files.readString(Path.of("docs", "rehearsing.md"))))
                .hasSizeGreaterThan(40)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(made);
    }
}
