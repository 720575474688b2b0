package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.NamedNode;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.yaml.LwModelToYAMLDumper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kaoto loads a route file into Camel's model and saves the model: what was in the file has to be in it then. */
class CanonicalRoutesTest {

    static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(Ingest.ROUTES)) {
            return all.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static String dump(String name, String yaml) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext(false)) {
            context.build();
            Resource resource = ResourceHelper.fromString(name, yaml);
            PluginHelper.getRoutesLoader(context).loadRoutes(resource);
            Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
            List<NamedNode> nodes = new ArrayList<>(model.getRouteConfigurationDefinitions());
            nodes.addAll(model.getRouteDefinitions());
            assertThat(nodes).isNotEmpty();
            StringBuilder dumped = new StringBuilder();
            for (NamedNode node : nodes) {
                dumped.append(new LwModelToYAMLDumper().dumpModelAsYaml(context, node, false, true, false, false))
                        .append('\n');
            }
            return dumped.toString();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldHoldTheSame_whenAFileIsLoadedAndSaved(Path file) throws Exception {
        String name = file.getFileName().toString();
        String saved = dump(name, Files.readString(file));

        assertThat(dump(name, saved)).isEqualTo(saved);
    }
}
