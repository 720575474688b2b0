package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dromedary.Shipped;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TrainingHandlerTest {

    @RegisterExtension
    final HandlerFixture lambda = new HandlerFixture();

    @Test
    void shouldStartEachFunctionOfThePlan_whenRoutesAreTheShippedOnes() throws Exception {
        JsonNode plan = new ObjectMapper().readTree(getClass().getResourceAsStream("/plan.json"));

        TrainingHandler handler = new TrainingHandler(Map.of("DROMEDARY_ROUTES", Shipped.ROUTES.toString()));

        assertThat(handler.routeIds())
                .containsExactlyInAnyOrderElementsOf(plan.path("functions").properties().stream()
                        .map(Map.Entry::getKey)
                        .toList());
    }

    @Test
    void shouldFail_whenNoRouteIsAFunction(@TempDir Path folder) {
        assertThatThrownBy(() -> new TrainingHandler(Map.of("DROMEDARY_ROUTES", folder.toString())))
                .hasMessage("No route in " + folder + " begins with a trigger such as lambda-s3");
    }
}
