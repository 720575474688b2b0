package dev.dromedary.function.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.runtime.Fields;
import dev.dromedary.function.runtime.JsonDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/steps.md is made of the components' catalogs. {@code mvn test -Dtest=StepsPageTest -Dpage.write=true} writes it anew.
 */
class StepsPageTest {

    private static final Path PAGE = Path.of("docs/steps.md");
    private static final Path CATALOGS = Path.of("src/generated/resources/META-INF/dev/dromedary/function/steps");

    private static final String BEGINNING = """
            # Steps of ours

            What Camel does not have. All else is Camel's own: its [components](https://camel.apache.org/components/4.14.x/) and
            [patterns](https://camel.apache.org/components/4.14.x/eips/enterprise-integration-patterns.html). Options stand under `parameters`, as in
            `to: {uri: "item:put", parameters: {table: "{{orders.table}}", key: order_id}}`; those in **bold** have to be there. Files are named
            within the routes folder. [exchange.md](exchange.md) has beans, properties and fields.
            """;

    @Test
    void shouldSayWhatTheCatalogsSay_whenOptionsChange() throws IOException {
        String page = page();
        if (Boolean.getBoolean("page.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).hasContent(page);
    }

    private static String page() throws IOException {
        Map<String, String> sections = new TreeMap<>();
        try (Stream<Path> files = Files.walk(CATALOGS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Map<String, Object> catalog = JsonDocument.parse(Files.readString(file));
                Map<String, Object> component = Fields.object(catalog, "component");
                sections.put(Fields.text(component, "scheme"), section(catalog, component));
            }
        }
        return BEGINNING + String.join("", sections.values());
    }

    private static String section(Map<String, Object> catalog, Map<String, Object> component) {
        StringBuilder section = new StringBuilder("\n## ")
                .append(Fields.text(component, "scheme"))
                .append("\n\n")
                .append(Fields.text(component, "description"))
                .append("\n\n`")
                .append(Fields.text(component, "syntax"))
                .append("`\n\n| option | default | meaning |\n| --- | --- | --- |\n");
        Map<String, Object> options = Fields.object(catalog, "properties");
        options.keySet().forEach(name -> {
            Map<String, Object> option = Fields.object(options, name);
            if (!String.valueOf(option.get("label")).contains("advanced")) {
                section.append(row(name, option));
            }
        });
        return section.toString();
    }

    private static String row(String name, Map<String, Object> option) {
        Object standard = option.get("defaultValue");
        String mark = Boolean.TRUE.equals(option.get("required")) ? "**" : "";
        return "| " + mark + "`" + name + "`" + mark + " | " + (standard == null ? "–" : "`" + standard + "`") + " | "
                + Fields.text(option, "description").replace("|", "\\|") + " |\n";
    }
}
