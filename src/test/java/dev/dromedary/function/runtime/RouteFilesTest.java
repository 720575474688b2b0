package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.function.trigger.s3.KeyFilter;
import dev.dromedary.function.trigger.s3.LambdaS3Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.Route;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteFilesTest {

    private static final String ERRORS = "shared/errors.camel.yaml";

    @TempDir
    Path routes;

    @BeforeEach
    void makeErrors() throws IOException {
        write(ERRORS, "- routeConfiguration: {id: \"*\", errorHandler: {noErrorHandler: {}}}\n");
    }

    @Test
    void shouldBeTheRouteAndTheErrors_whenItCallsNothing() throws IOException {
        write("p/do.camel.yaml", calling("log:x"));
        write("shared/other.camel.yaml", "");

        assertThat(RouteFiles.of(routes, "p-do").routes()).containsExactly("p/do.camel.yaml", ERRORS);
    }

    @Test
    void shouldFollowWhatIsCalled_whenFilesCallEachOther() throws IOException {
        write("p/do.camel.yaml", calling("direct:check-event") + calling("direct:p-ask-model?timeout=1"));
        write("p/ask-model.camel.yaml", calling("direct:two-words-check"));
        write("shared/check-event.camel.yaml", calling("log:x"));
        write("two-words/check.camel.yaml", calling("direct:p-do"));
        write("two-words/two-words.properties", "");
        write("p/p.properties", "");

        RouteFiles files = RouteFiles.of(routes, "p-do");

        assertThat(files.routes())
                .containsExactly(
                        "p/do.camel.yaml",
                        ERRORS,
                        "shared/check-event.camel.yaml",
                        "p/ask-model.camel.yaml",
                        "two-words/check.camel.yaml");
        assertThat(files.properties()).containsExactly("p/p.properties", "two-words/two-words.properties");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- to: direct:helper",
                "- to: 'direct:helper'",
                "- to: \"direct://helper\"",
                "- to: {uri: direct:helper}",
                "- to:\n    uri: direct:helper",
                "- to:\n    uri: direct\n    parameters:\n      name: helper",
                "- to: {uri: direct, parameters: {name: helper}}",
                "- wireTap:\n    uri: \"direct:helper\"",
                "- enrich: {expression: {constant: {expression: 'direct:helper'}}}",
                "- recipientList: {constant: 'log:x,direct:helper'}"
            })
    void shouldFindTheCall_howeverItIsWritten(String step) throws IOException {
        write("p/do.camel.yaml", step + "\n");
        write("shared/helper.camel.yaml", "");

        assertThat(RouteFiles.of(routes, "p-do").routes()).contains("shared/helper.camel.yaml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# see direct:helper",
                "- description: Unlike direct:helper, which is gone.",
                "- toD: direct:${header.x}",
                "- toD: direct:ask-${header.x}",
                "- to: direct:{{x}}",
                "- to: direct:camelCase",
                "- to: vm:direct-helper"
            })
    void shouldAskForNoFile_whenNothingIsCalledByThatName(String step) throws IOException {
        write("p/do.camel.yaml", step + "\n");

        assertThat(RouteFiles.of(routes, "p-do").routes()).containsExactly("p/do.camel.yaml", ERRORS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- from: {uri: direct:helper, steps: []}",
                "- from: {uri: 'direct:helper'}",
                "- route:\n    from:\n      id: f\n      description: to what\n      uri: direct:helper\n      steps: []",
                "- route:\n    from:\n      uri: direct\n      parameters:\n        name: helper",
                "- route:\n    from:\n      parameters: {timeout: 1}\n      uri: direct:helper"
            })
    void shouldBeContent_whenARouteOfTheFileBeginsWithIt(String route) throws IOException {
        write("p/do.camel.yaml", calling("direct:helper") + route + "\n");

        assertThat(RouteFiles.of(routes, "p-do").routes()).containsExactly("p/do.camel.yaml", ERRORS);
    }

    @Test
    void shouldNameFileAndEndpoint_whenNothingBeginsWithIt() throws IOException {
        write("p/do.camel.yaml", calling("direct:check-event"));
        write("shared/check-event.camel.yaml", calling("direct:helpr") + "- from: {uri: direct:helper}\n");

        assertThatThrownBy(() -> RouteFiles.of(routes, "p-do"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shared/check-event.camel.yaml names direct:helpr, but no route begins with it: there is no"
                        + " shared/helpr.camel.yaml");
    }

    @Test
    void shouldNameBothPlaces_whenItMayBeAPipelinesOwn() throws IOException {
        write("p/do.camel.yaml", calling("direct:p-ask-model"));

        assertThatThrownBy(() -> RouteFiles.of(routes, "p-do"))
                .hasMessage("p/do.camel.yaml names direct:p-ask-model, but no route begins with it: there is no"
                        + " p/ask-model.camel.yaml or shared/p-ask-model.camel.yaml");
    }

    @Test
    void shouldStartWhatIsCalledWithTheRoutesOwnSettings_whenRouteStarts() throws Exception {
        write("p/p.properties", "name=p\ndromedary.batch.rows=7\n");
        write("q/q.properties", "name=q\nq.only=q\n");
        write(
                "p/do.camel.yaml",
                "- route: {id: p-do, from: {uri: 'lambda-s3:{{name}}?prefix={{q.only}}', steps: [{to:"
                        + " 'direct:q-help'}]}}\n");
        write(
                "q/help.camel.yaml",
                "- route: {id: q-help, from: {uri: direct:q-help, steps: [{to: 'log:x'}]}}\n"
                        + "- route: {id: q-other, from: {uri: 'lambda-s3:b', steps: [{to: 'log:x'}]}}\n");

        try (RouteFunction function = RouteFunction.start(RouteFiles.of(routes, "p-do"), "p-do", context -> {})) {
            assertThat(function.context().getRoutes())
                    .extracting(Route::getId)
                    .containsExactlyInAnyOrder("p-do", "q-help");
            assertThat(((LambdaS3Endpoint) function.endpoint()).filter())
                    .isEqualTo(new KeyFilter("p", "q", List.of("")));
            assertThat(function.context().resolvePropertyPlaceholders("{{dromedary.batch.rows}}"))
                    .isEqualTo("7");
        }
    }

    @ParameterizedTest
    @CsvSource({"prod, 5, 2, 3, 4", "claims-prod, 5, 2, 3, 4", "dev, 1, 2, 3, 1000"})
    void shouldTakeEachPropertyFromTheFirstThatHasIt_whenAnEnvironmentIsNamed(
            String environment, String own, String other, String called, String product) throws Exception {
        write("p/p.properties", "p.a=1\np.b=2\n");
        write("p/p.prod.properties", "p.a=5\ndromedary.batch.rows=4\n");
        write("p/p.test.properties", "p.a=6\np.b=6\n");
        write("q/q.properties", "q.c=3\n");
        write("p/do.camel.yaml", "- route: {id: p-do, from: {uri: 'lambda-s3:b', steps: [{to: 'direct:q-help'}]}}\n");
        write("q/help.camel.yaml", "- route: {id: q-help, from: {uri: direct:q-help, steps: [{to: 'log:x'}]}}\n");

        try (RouteFunction function =
                RouteFunction.start(RouteFiles.of(routes, "p-do").in(environment), "p-do", context -> {})) {
            assertThat(function.context()
                            .resolvePropertyPlaceholders("{{p.a}} {{p.b}} {{q.c}} {{dromedary.batch.rows}}"))
                    .isEqualTo(String.join(" ", own, other, called, product));
        }
    }

    @Test
    void shouldKnowTheEnvironmentsFileOfEachFolder_whenTheFilesAreListed() throws IOException {
        write("p/p.prod.properties", "");
        write("q/q.prod.properties", "");

        assertThat(RouteFiles.listed(routes, "q/x.camel.yaml,p/p.properties").in("prod"))
                .isEqualTo(new RouteFiles(
                        routes,
                        List.of("q/x.camel.yaml"),
                        List.of("q/q.prod.properties", "p/p.prod.properties", "p/p.properties")));
    }

    private static String calling(String uri) {
        return "- route:\n    from:\n      uri: lambda-s3:b\n      steps:\n        - to: " + uri + "\n";
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(routes.resolve(file).getParent());
        Files.writeString(routes.resolve(file), text);
    }
}
