package dev.dromedary.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two environments of one account, side by side: the shipped plan, and one with each kind of trigger. */
class SeparateEnvironmentsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Kinds of resources in the plan; identities are the account's. */
    private static final List<String> RESOURCES =
            List.of("functions", "buckets", "tables", "queues", "streams", "buses", "topics");

    @ParameterizedTest
    @CsvSource({
        "src/test/resources/plan.json, src/test/resources/plan.prod.json",
        "terraform/tests/fixtures/plan.json, terraform/tests/fixtures/plan.json"
    })
    void shouldShareNoName_whenTwoEnvironmentsAreInOneAccount(String ofDev, String ofProd) throws IOException {
        Set<String> shared = names(environment(ofDev, "dev"));
        assertThat(shared).isNotEmpty();
        shared.retainAll(names(environment(ofProd, "prod")));

        assertThat(shared).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "src/test/resources/plan.json, src/test/resources/plan.prod.json",
        "terraform/tests/fixtures/plan.json, terraform/tests/fixtures/plan.json"
    })
    void shouldStartNothingOfTheOther_whenTwoEnvironmentsAreInOneAccount(String ofDev, String ofProd)
            throws IOException {
        JsonNode dev = environment(ofDev, "dev");
        JsonNode prod = environment(ofProd, "prod");
        List<String> both = new ArrayList<>();

        for (JsonNode one : dev.path("rules")) {
            for (JsonNode other : prod.path("rules")) {
                if (bus(dev, one).equals(bus(prod, other))
                        && !areDisjoint(one.path("pattern"), other.path("pattern"))) {
                    both.add(one.path("function").textValue() + " of dev and "
                            + other.path("function").textValue() + " of prod, on the bus " + bus(dev, one));
                }
            }
        }

        assertThat(dev.path("rules")).isNotEmpty();
        assertThat(both).isEmpty();
    }

    private static JsonNode environment(String plan, String name) throws IOException {
        return JSON.readTree(Files.readString(Path.of(plan))
                .replace("${environment}", name)
                .replace("${account}", "123456789012")
                .replace("${region}", "eu-central-1")
                .replace("${partition}", "aws"));
    }

    private static Set<String> names(JsonNode plan) {
        Set<String> names = new TreeSet<>();
        for (String kind : RESOURCES) {
            for (JsonNode resource : plan.path(kind)) {
                names.add(resource.path("name").textValue());
                resource.path("parameters").forEach(name -> names.add(name.textValue()));
                if (resource.has("deadLetters")) {
                    names.add(resource.path("deadLetters").textValue());
                }
            }
        }
        return names;
    }

    private static String bus(JsonNode plan, JsonNode rule) {
        String key = rule.path("bus").textValue();
        return plan.path("buses").path(key).path("name").asText(key);
    }

    /** Whether no event fits both patterns, as in some field they want different texts. */
    private static boolean areDisjoint(JsonNode one, JsonNode other) {
        Map<String, Set<String>> texts = new HashMap<>();
        exact("", one, texts);
        Map<String, Set<String>> others = new HashMap<>();
        exact("", other, others);
        return texts.entrySet().stream().anyMatch(field -> {
            Set<String> common = new HashSet<>(field.getValue());
            return others.containsKey(field.getKey()) && !common.removeAll(others.get(field.getKey()));
        });
    }

    /** The fields for which a pattern names nothing but texts. */
    private static void exact(String path, JsonNode pattern, Map<String, Set<String>> texts) {
        if (pattern.isObject()) {
            pattern.properties().forEach(field -> exact(path + "/" + field.getKey(), field.getValue(), texts));
        } else {
            Set<String> values = new HashSet<>();
            pattern.forEach(value -> values.add(value.isTextual() ? value.textValue() : null));
            if (!values.contains(null)) {
                texts.put(path, values);
            }
        }
    }
}
