package dev.dromedary.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.Shipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.NamedNode;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.yaml.LwModelToYAMLDumper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** A visual editor loads a route file and saves it: Camel makes the same model of it then. */
class CanonicalRoutesTest {

    private static final Path ROUTES = Shipped.ROUTES;

    static List<Path> files() throws IOException {
        return Shipped.files(ROUTES).stream()
                .filter(file -> file.toString().endsWith(".camel.yaml"))
                .toList();
    }

    /** Camel 4.17 writes nothing of a route configuration and of doCatch, and broken YAML for a bean's call in setHeader. */
    static List<Path> filesThatCamelCanWrite() throws IOException {
        return files().stream()
                .filter(file -> {
                    String text = read(file);
                    return !text.contains("routeConfiguration:")
                            && !text.contains("doCatch:")
                            && !text.contains("beanType:");
                })
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Use<T> {
        T of(DefaultCamelContext context, List<OptionalIdentifiedDefinition<?>> definitions) throws Exception;
    }

    private static <T> T load(String name, String yaml, Use<T> use) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext(false)) {
            context.build();
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString(name, yaml));
            Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
            List<OptionalIdentifiedDefinition<?>> definitions = new ArrayList<>();
            definitions.addAll(model.getRouteConfigurationDefinitions());
            definitions.addAll(model.getRouteDefinitions());
            assertThat(definitions).as(yaml).isNotEmpty();
            return use.of(context, definitions);
        }
    }

    private static List<String> model(String name, String yaml) throws Exception {
        return load(name, yaml, (context, definitions) -> definitions.stream()
                .map(definition -> text(StepTree.of(ROUTES, definition)))
                .toList());
    }

    private static String text(Step step) {
        return step.name() + new TreeMap<>(step.attributes()) + "\"" + step.text() + "\""
                + step.children().stream().map(CanonicalRoutesTest::text).toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldBeTheSameModel_whenTheYamlIsLoadedAndSaved(Path file) throws Exception {
        String name = file.getFileName().toString();
        Object tree = new Load(LoadSettings.builder().build()).loadFromString(read(file));

        String saved = new Dump(DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .build())
                .dumpToString(tree);

        assertThat(model(name, saved)).isEqualTo(model(name, read(file)));
    }

    @ParameterizedTest
    @MethodSource("filesThatCamelCanWrite")
    void shouldBeTheSameModel_whenCamelHasWrittenIt(Path file) throws Exception {
        String name = file.getFileName().toString();

        String saved = load(name, read(file), (context, definitions) -> {
            StringBuilder yaml = new StringBuilder();
            for (NamedNode definition : definitions) {
                yaml.append(new LwModelToYAMLDumper().dumpModelAsYaml(context, definition, false, true, false, false))
                        .append('\n');
            }
            return yaml.toString();
        });

        // Camel's writer leaves out descriptions.
        assertThat(model(name, saved)).isEqualTo(model(name, withoutDescriptions(read(file))));
    }

    private static String withoutDescriptions(String yaml) {
        Object tree = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        removeDescriptions(tree);
        return new Dump(DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .build())
                .dumpToString(tree);
    }

    private static void removeDescriptions(Object value) {
        if (value instanceof Map<?, ?> map) {
            map.remove("description");
            map.values().forEach(CanonicalRoutesTest::removeDescriptions);
        } else if (value instanceof List<?> list) {
            list.forEach(CanonicalRoutesTest::removeDescriptions);
        }
    }
}
