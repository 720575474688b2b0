package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** docs/triggers.md says what the components' catalogs say, so that no option is missing or out of date there. */
class TriggersPageTest {

    private static final Path PAGE = Path.of("docs/triggers.md");
    private static final Path CATALOGS = Path.of("src/generated/resources/META-INF/dev/dromedary/function/trigger");

    /** The options of each trigger, by its name. */
    private static Map<String, Map<String, Object>> catalogs() throws IOException {
        Map<String, Map<String, Object>> catalogs = new TreeMap<>();
        try (Stream<Path> files = Files.walk(CATALOGS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Map<String, Object> catalog = JsonDocument.parse(Files.readString(file));
                Map<String, Object> options = new TreeMap<>(Fields.object(catalog, "properties"));
                options.keySet().removeIf(name -> !isShown(Fields.object(catalog, "properties"), name));
                catalogs.put(Fields.text(Fields.object(catalog, "component"), "name"), options);
            }
        }
        return catalogs;
    }

    private static boolean isShown(Map<String, Object> options, String name) {
        Map<String, Object> option = Fields.object(options, name);
        String label = Fields.text(option, "label");
        return "parameter".equals(option.get("kind")) && (label == null || !label.contains("advanced"));
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
        for (String name : catalogs().keySet()) {
            assertThat(section(name)).contains("| option |", "**A failure**", "```yaml", "**Try it:**");
        }
    }

    @TestFactory
    Stream<DynamicTest> shouldNameOptionAndDefault_whenItIsInTheCatalog() throws IOException {
        Map<String, Map<String, Object>> catalogs = catalogs();
        Set<String> common = new TreeSet<>(catalogs.values().iterator().next().keySet());
        catalogs.values().forEach(options -> common.retainAll(options.keySet()));
        List<DynamicTest> tests = new ArrayList<>();
        catalogs.forEach((trigger, options) -> options.keySet().forEach(name -> {
            String shown = Fields.text(Fields.object(options, name), "defaultValue");
            String row = "| `" + name + "` | " + (shown == null || shown.isEmpty() ? "–" : "`" + shown + "`") + " | ";
            String heading = common.contains(name) ? "Every function" : trigger;
            tests.add(DynamicTest.dynamicTest(
                    trigger + ": " + name, () -> assertThat(section(heading)).contains(row)));
        }));
        return tests.stream();
    }
}
