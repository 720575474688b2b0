package dev.dromedary.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.Shipped;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A wrong option in a shipped route stops the build, with file, line and the nearest right name. */
class ShippedRoutesTest {

    private static final RoutesFolder ROUTES = new RoutesFolder(Shipped.ROUTES);

    static Stream<String> pipelines() {
        return Shipped.PIPELINES.stream();
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void shouldFindNothingWrong_whenShippedRoutesAreChecked(String pipeline) {
        assertThat(new EndpointCheck(ROUTES).check(pipeline)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void shouldBeNamedAfterPipelineAndFile_whenARouteIsAFunction(String pipeline) {
        assertThat(ROUTES.routes(pipeline))
                .filteredOn(RouteSource::isFunction)
                .isNotEmpty()
                .allSatisfy(route -> assertThat(route.file())
                        .isEqualTo(pipeline + "/" + route.id().substring(pipeline.length() + 1) + ".camel.yaml"));
    }

    @Test
    void shouldFindNothingWrong_whenSharedRoutesAreChecked() {
        assertThat(new EndpointCheck(ROUTES).check("shared")).isEmpty();
    }
}
