package dev.dromedary.desk.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.dromedary.desk.Json;
import dev.dromedary.plan.KaotoComponents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Kaoto's catalogue with our components in it. */
class KaotoCatalogTest {

    @TempDir
    Path folder;

    private Path kaoto(String... versions) throws IOException {
        Path kaoto = folder.resolve("kaoto");
        StringBuilder definitions = new StringBuilder();
        for (String version : versions) {
            definitions.append(definitions.isEmpty() ? "" : ",").append("""
                    {"name":"Camel Main %1$s","version":"%1$s","runtime":"Main","fileName":"camel-main/%1$s/index-1.json"},
                    {"name":"Camel Quarkus %1$s","version":"%1$s","runtime":"Quarkus","fileName":"camel-quarkus/%1$s/index-1.json"}
                    """.formatted(version));
            Path main = kaoto.resolve("camel-main").resolve(version);
            Template.write(main.resolve("index-1.json"), """
                    {"name":"Camel Main %1$s","version":"%1$s","catalogs":{"components":{"file":"components-1.json"},"models":{"file":"models-1.json"}},
                     "schemas":{"camelYamlDsl":{"file":"dsl-1.json"}}}
                    """.formatted(version));
            Template.write(main.resolve("components-1.json"), "{\"log\":{\"component\":{\"name\":\"log\"}}}");
            Template.write(main.resolve("models-1.json"), "{\"of\":\"" + version + "\"}");
            Template.write(main.resolve("dsl-1.json"), "{}");
        }
        Template.write(
                kaoto.resolve("index.json"),
                "{\"version\":3,\"name\":\"Kaoto's\",\"definitions\":[" + definitions
                        + "],\"starterTemplates\":\"starter-templates/index.json\"}");
        return kaoto;
    }

    private static JsonNode read(Path file) throws IOException {
        return Json.MAPPER.readTree(file.toFile());
    }

    @Test
    void shouldHoldCamelsComponentsAndOurs_whenKaotoHasTheVersion() throws IOException {
        Path out = folder.resolve("out");

        assertThat(KaotoCatalog.write(kaoto("4.22.1", "4.18.4", "4.14.9"), out)).isEqualTo("4.18.4");

        JsonNode library = read(out.resolve("index.json"));
        assertThat(library.has("starterTemplates")).as("which are not copied").isFalse();
        assertThat(library.path("definitions")).hasSize(1);
        assertThat(library.path("definitions").get(0).path("name").asText())
                .as("by which Kaoto 2.7 chooses one")
                .contains("redhat");
        JsonNode index = read(
                out.resolve(library.path("definitions").get(0).path("fileName").asText()));
        for (String part : List.of("/catalogs/components", "/catalogs/models", "/schemas/camelYamlDsl")) {
            assertThat(out.resolve(index.at(part + "/file").asText())).isRegularFile();
        }
        assertThat(read(out.resolve("models-1.json")).path("of").asText()).isEqualTo("4.18.4");
        JsonNode components = read(out.resolve("components-1.json"));
        assertThat(components.has("log")).isTrue();
        assertThat(components.path("lambda-s3").path("component").path("title").asText())
                .isNotBlank();
        for (String scheme : List.of("records", "lambda-s3", "event")) {
            JsonNode component = components.path(scheme).path("component");
            assertThat(component.path("label").asText())
                    .as("the categories of %s", scheme)
                    .startsWith("dromedary,");
            assertThat(component.path("description").asText()).endsWith(". (Dromedary)");
        }
        assertThat(components.path("records").path("propertiesSchema").path("required"))
                .extracting(JsonNode::asText)
                .contains("operation");
    }

    @Test
    void shouldTakeTheNewest_whenKaotoHasOlderOnesOnly() throws IOException {
        assertThat(KaotoCatalog.write(kaoto("4.10.7", "4.14.9"), folder.resolve("out")))
                .isEqualTo("4.14.9");
    }

    @Test
    void shouldSayWhatToName_whenThereIsNoCatalogue() {
        assertThatThrownBy(() -> KaotoCatalog.write(folder, folder.resolve("out")))
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining("unpack the npm package @kaoto/camel-catalog");
    }

    @Test
    void shouldTakeTheParametersOfShippedRoutes_whenTheirFormsAreMade() throws IOException {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);
        Map<String, JsonNode> ours = KaotoComponents.all();
        int looked = 0;
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".camel.yaml"))
                    .toList()) {
                Object loaded = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
                JsonNode root = Json.MAPPER.valueToTree(loaded);
                for (JsonNode parameters : root.findParents("parameters")) {
                    String scheme = parameters.path("uri").asText().split("[:?]", 2)[0];
                    if (ours.containsKey(scheme)) {
                        looked++;
                        JsonNode properties =
                                ours.get(scheme).path("propertiesSchema").path("properties");
                        parameters.path("parameters").properties().forEach(parameter -> {
                            assertThat(properties.has(parameter.getKey()))
                                    .as("%s: %s %s", file, scheme, parameter.getKey())
                                    .isTrue();
                            JsonNode property = properties.get(parameter.getKey());
                            // As in Camel's own entries, a text that stands for a number or a boolean is none there.
                            if (property.path("type").asText().equals("string")
                                    && !parameter.getValue().asText().contains("{{")) {
                                JsonSchema schema = factory.getSchema(property);
                                assertThat(schema.validate(parameter.getValue()))
                                        .as("%s: %s", file, parameter)
                                        .isEmpty();
                            }
                        });
                    }
                }
            }
        }
        assertThat(looked).isGreaterThan(20);
    }
}
