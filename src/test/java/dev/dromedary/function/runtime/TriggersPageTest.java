package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** docs/triggers.md says what the component's catalog says, so that no option is missing or out of date there. */
class TriggersPageTest {

    private static final Path PAGE = Path.of("docs/triggers.md");
    private static final Path CATALOG =
            Path.of("src/generated/resources/META-INF/dev/dromedary/function/runtime/lambda.json");

    private static Map<String, Object> options() throws IOException {
        return Fields.object(JsonDocument.parse(Files.readString(CATALOG)), "properties");
    }

    /** From a heading to the next one. */
    private static String section(String heading) throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("\n## " + heading + "\n");
        assertThat(start).as("the section " + heading).isNotNegative();
        int end = page.indexOf("\n## ", start + 1);
        return page.substring(start, end < 0 ? page.length() : end);
    }

    @Test
    void shouldHaveASection_whenThereIsATrigger() throws IOException {
        for (Object name : (List<?>) Fields.object(options(), "trigger").get("enum")) {
            assertThat(section(name.toString())).contains("| option |", "**A failure**", "```yaml", "**Try it:**");
        }
    }

    @TestFactory
    Stream<DynamicTest> shouldNameOptionAndDefault_whenItIsInTheCatalog() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        Map<String, Object> options = options();
        for (String name : options.keySet()) {
            Map<String, Object> option = Fields.object(options, name);
            String label = Fields.text(option, "label");
            if (!"parameter".equals(option.get("kind")) || label.contains("advanced")) {
                continue;
            }
            String shown = Fields.text(option, "defaultValue");
            String row = "| `" + name + "` | " + (shown == null || shown.isEmpty() ? "–" : "`" + shown + "`") + " | ";
            for (String group : label.split(",")) {
                String heading = group.equals("function") ? "Every function" : group;
                tests.add(DynamicTest.dynamicTest(heading + ": " + name, () -> assertThat(section(heading))
                        .contains(row)));
            }
        }
        return tests.stream();
    }
}
