package dev.dromedary.plan.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import dev.dromedary.Shipped;
import dev.dromedary.plan.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** One letter is missing somewhere in a route file: whatever it is, it is found, or the file says the same. */
class DamagedFilesTest {

    /** A part of a file that has a choice of forms says more than what is wrong. */
    private static final Set<String> NAMES_AND_VALUES = Set.of("additionalProperties", "enum", "maxProperties");

    private static final int DAMAGES = 400;

    @TempDir
    Path folder;

    private record Damage(String file, String text, int place) {
        String damaged() {
            return text.substring(0, place) + text.substring(place + 1);
        }

        @Override
        public String toString() {
            int line = (int) text.substring(0, place).lines().count();
            return file + ", line " + line + ", without '" + text.charAt(place) + "' before \""
                    + text.substring(place + 1).lines().findFirst().orElse("") + "\"";
        }
    }

    private static List<Damage> damages(long seed, int count) throws IOException {
        List<Path> files = Shipped.files(CheckedRoutes.SHIPPED).stream()
                .filter(file -> file.toString().endsWith(RoutesText.ROUTE))
                .toList();
        Random random = new Random(seed);
        List<Damage> damages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Path file = files.get(random.nextInt(files.size()));
            String text = Files.readString(file);
            damages.add(
                    new Damage(CheckedRoutes.SHIPPED.relativize(file).toString(), text, random.nextInt(text.length())));
        }
        return damages;
    }

    /** Names and structure without the texts. */
    private static String outline(Optional<Value> root) {
        StringBuilder outline = new StringBuilder();
        root.ifPresent(value -> outline(value, outline));
        return outline.toString();
    }

    private static void outline(Value value, StringBuilder outline) {
        if (value.isMap()) {
            value.entries().forEach(entry -> {
                outline.append(entry.name()).append(":{");
                outline(entry.value(), outline);
                outline.append('}');
            });
        }
        value.items().forEach(item -> {
            outline.append("- ");
            outline(item, outline);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldFindIt_whenANameOrTheStructureIsDamaged(long seed) throws IOException {
        CheckedRoutes routes = CheckedRoutes.in(folder);
        RoutesCheck check = new RoutesCheck();
        for (Damage damage : damages(seed, 10)) {
            Files.writeString(folder.resolve(damage.file()), damage.damaged());

            List<Finding> findings = routes.check(check);

            assertThat(findings).as(damage.toString()).allSatisfy(finding -> {
                assertThat(finding.line()).isPositive();
                assertThat(finding.column()).isPositive();
                // Routes name classes of exceptions, and a damaged name is told.
                assertThat(finding.message().replaceFirst("^There is no class .*", "no class"))
                        .isNotBlank()
                        .doesNotContain("Exception", "\n");
            });
            if (findings.isEmpty()) {
                assertThat(outline(Value.parse(damage.damaged())))
                        .as(damage.toString())
                        .isEqualTo(outline(Value.parse(damage.text())));
            }
            Files.writeString(folder.resolve(damage.file()), damage.text());
        }
    }

    @Test
    void shouldFindWhatAValidatorOfJsonSchemaFinds_whenALetterIsMissing() throws IOException {
        CamelSchema ours = new CamelSchema();
        ObjectMapper mapper = new ObjectMapper();
        JsonSchema validator = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
                .getSchema(
                        mapper.readTree(YamlRoutesBuilderLoader.class.getResourceAsStream("/schema/camelYamlDsl.json")),
                        SchemaValidatorsConfig.builder().typeLoose(true).build());
        int found = 0;
        for (Damage damage : damages(4, DAMAGES)) {
            Object tree;
            try {
                tree = new Load(LoadSettings.builder().build()).loadFromString(damage.damaged());
            } catch (YamlEngineException e) {
                continue;
            }
            if (!(tree instanceof List)) {
                // No list of routes: told before the file is walked.
                continue;
            }
            boolean wrong = validator.validate(mapper.valueToTree(tree)).stream()
                    .anyMatch(fault -> NAMES_AND_VALUES.contains(fault.getType()));
            List<Finding> findings = new ArrayList<>();
            Value root = Value.parse(damage.damaged()).orElseThrow();
            new SchemaWalk(ours, new SourceFile(damage.file(), damage.damaged(), Optional.of(root)), findings)
                    .walk(root);

            if (wrong) {
                found++;
                assertThat(findings).as(damage.toString()).isNotEmpty();
            }
        }
        assertThat(found).isGreaterThan(DAMAGES / 10);
    }
}
