package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.dromedary.ErrorsFile;
import dev.dromedary.function.trigger.s3.LambdaS3Endpoint;
import dev.dromedary.function.trigger.schedule.LambdaScheduleEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteFunctionTest {

    private static final Services NONE = context -> {};

    @TempDir
    Path routes;

    @BeforeEach
    void makePipeline() throws IOException {
        Files.createDirectories(routes.resolve("p"));
        ErrorsFile.copyTo(routes);
        Files.writeString(routes.resolve("p/p.properties"), "p.bucket=" + Events.BUCKET + "\n");
    }

    @Test
    void shouldRunTheRoute_whenFilesFollowTheConvention() throws Exception {
        write("p/do-it.camel.yaml", route("p-do-it", "lambda-s3", "bucketNameOrArn: \"{{p.bucket}}\"", "log:x"));

        try (RouteFunction function = RouteFunction.start(RouteFiles.of(routes, "p-do-it"), "p-do-it", NONE)) {
            assertThat(((LambdaS3Endpoint) function.endpoint()).bucket()).isEqualTo(Events.BUCKET);
            assertThat(function.invoke(Events.event("s3-created"), Invocation.starting("r", Duration.ofSeconds(60))))
                    .containsEntry("route", "p-do-it");
        }
    }

    @Test
    void shouldStartNothingElse_whenFileHoldsOtherFunctionsToo() throws Exception {
        write(
                "p/two.camel.yaml",
                route("p-two", "lambda-s3", "bucketNameOrArn: b", "log:x")
                        + route("p-other", "lambda-s3", "bucketNameOrArn: other", "log:x")
                        + route("p-helper", "direct:helper", null, "log:x"));

        try (RouteFunction function = RouteFunction.start(RouteFiles.of(routes, "p-two"), "p-two", NONE)) {
            assertThat(function.context().getRoutes())
                    .extracting(org.apache.camel.Route::getId)
                    .containsExactlyInAnyOrder("p-two", "p-helper");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cron(0 7 ? * FRI#2 *) | Etc/GMT+5",
                "cron(0/5 8-17 ? * MON-FRI 2026) | Europe/Berlin",
                "cron(0 7 1,15 * ? *) | UTC"
            })
    void shouldKeepTheExpression_whenItStandsInYaml(String expression, String timeZone) throws Exception {
        write(
                "p/report.camel.yaml",
                route(
                        "p-report",
                        "lambda-schedule:daily",
                        "expression: " + expression + "\n        timeZone: " + timeZone,
                        "log:x"));

        try (RouteFunction function = RouteFunction.start(RouteFiles.of(routes, "p-report"), "p-report", NONE)) {
            assertThat(((LambdaScheduleEndpoint) function.endpoint()).getExpression())
                    .isEqualTo(expression);
            assertThat(((LambdaScheduleEndpoint) function.endpoint()).getTimeZone())
                    .isEqualTo(timeZone);
            assertThat(function.invoke(
                            Events.event("scheduled-scheduler"), Invocation.starting("r", Duration.ofSeconds(60))))
                    .hasToString("{route=p-report, outcomes=[{correlation_id=2026-11-20T07:00:00Z, outcome=done}]}");
        }
    }

    @Test
    void shouldUseExactlyTheListedFiles_whenDeploymentNamesThem() throws Exception {
        write("elsewhere/x.camel.yaml", route("p-x", "lambda-s3", "bucketNameOrArn: \"{{p.bucket}}\"", "log:x"));
        RouteFiles files =
                RouteFiles.listed(routes, "elsewhere/x.camel.yaml, shared/errors.camel.yaml, p/p.properties");

        try (RouteFunction function = RouteFunction.start(files, "p-x", NONE)) {
            assertThat(files)
                    .isEqualTo(new RouteFiles(
                            routes, List.of("elsewhere/x.camel.yaml", ErrorsFile.NAME), List.of("p/p.properties")));
            assertThat(((LambdaS3Endpoint) function.endpoint()).bucket()).isEqualTo(Events.BUCKET);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "health", "Health-Ingest", "../etc-passwd", "a-b/../../c", "p-", "-p", "p-*"})
    void shouldSayWhatNamesAreLike_whenIdIsNone(String id) {
        assertThat(catchThrowable(() -> RouteFiles.of(routes, id)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "\"" + id + "\" names no route; a route is called <pipeline>-<verb>, such as health-ingest");
    }

    @Test
    void shouldSayWhichFileIsMissing_whenThereIsNoSuchRoute() {
        assertThat(catchThrowable(() -> RouteFiles.of(routes, "p-nothing")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no route \"p-nothing\": " + routes.resolve("p/nothing.camel.yaml")
                        + " does not exist");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "route: {id: p-wrong, from: {uri: 'lambda-s3:b', steps: []}} | There is no route \"p-wrong\" in"
                        + " p/wrong.camel.yaml, shared/errors.camel.yaml",
                "- route: {id: p-other, from: {uri: 'lambda-s3:b', steps: [{to: 'log:x'}]}} | There is no route"
                        + " \"p-wrong\" in p/wrong.camel.yaml, shared/errors.camel.yaml",
                "- route: {id: p-wrong, from: {uri: 'direct:a', steps: [{to: 'log:x'}]}} | The route p-wrong does not"
                        + " begin with a trigger such as lambda-s3, so nothing can start it as a function",
                "- route: {id: p-wrong, from: {uri: 'lambda-s3', steps: [{to: 'log:x'}]}} | lambda-s3"
                        + " needs the name of a bucket behind it, such as lambda-s3:orders",
            })
    void shouldSayItInOneSentence_whenRouteCannotStart(String yaml, String sentence) throws IOException {
        write("p/wrong.camel.yaml", yaml + "\n");

        assertThat(deepest(catchThrowable(() -> start("p-wrong")))).hasMessage(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "- route: {id: p-wrong, from: {uri: 'lambda-s3:b?memroy=1', steps: [{to: 'log:x'}]}} | memroy",
                "- route: {id: p-wrong, from: {uri: 'lambda-s3:b?memory=much', steps: [{to: 'log:x'}]}} | much",
                "- route: {id: p-wrong, from: {uri: 'lambda-s3:{{no.such}}', steps: [{to: 'log:x'}]}} | no.such",
                "- route: {id: p-wrong, from: {uri: 'lambda-s3:b', steps: [{to: 'nope:x'}]}} | nope",
                "- route: {id: p-wrong, from: {uri: 'lambda-s3:b', steps: [{to: 'records:open'}]}} | schema",
                "- route: {id: p-wrong, from: {uri: 'lambda-s3:b', step: []}} | step",
                "- route: [ | wrong.camel.yaml",
                "# nothing | wrong.camel.yaml",
            })
    void shouldNameWhatIsWrong_whenYamlIsWrong(String yaml, String word) throws IOException {
        write("p/wrong.camel.yaml", yaml + "\n");

        String message = deepest(catchThrowable(() -> start("p-wrong"))).getMessage();

        assertThat(message).contains(word).hasSizeLessThan(600).doesNotContain("\tat ");
    }

    @Test
    void shouldStart_whenARouteNamesErrorHandlingOfItsOwn() throws Exception {
        write(
                "p/own.camel.yaml",
                "- routeConfiguration: {id: own, errorHandler: {noErrorHandler: {}}}\n"
                        + "- route: {id: p-own, routeConfigurationId: own, from: {uri: 'lambda-s3:b', steps:"
                        + " [{to: 'log:x'}]}}\n");

        assertThatCode(() -> start("p-own")).doesNotThrowAnyException();
    }

    @Test
    void shouldNotStart_whenARouteItCallsIsUnderNoErrorHandling() throws Exception {
        write("p/call.camel.yaml", route("p-call", "lambda-s3", "bucketNameOrArn: b", "direct:p-called"));
        write(
                "p/called.camel.yaml",
                route("p-called", "direct:p-called", null, "log:x")
                        .replace("    id: p-called\n", "    id: p-called\n    routeConfigurationId: own\n"));

        assertThat(deepest(catchThrowable(() -> start("p-call"))))
                .hasMessageContaining("p/called.camel.yaml:1: The route \"p-called\" is under no error handling");
    }

    @Test
    void shouldNameTheFile_whenListedFileIsMissing() {
        RouteFiles files = RouteFiles.listed(routes, "p/gone.camel.yaml");

        assertThat(deepest(catchThrowable(() -> RouteFunction.start(files, "p-gone", NONE))))
                .hasMessageContaining("p/gone.camel.yaml");
    }

    @Test
    void shouldLeaveNothingRunning_whenStartFails() throws IOException {
        write("p/wrong.camel.yaml", route("p-other", "lambda-s3", "bucketNameOrArn: b", "log:x"));
        org.apache.camel.CamelContext[] made = new org.apache.camel.CamelContext[1];

        Throwable failure = catchThrowable(
                () -> RouteFunction.start(RouteFiles.of(routes, "p-wrong"), "p-wrong", context -> made[0] = context));

        assertThat(failure).isInstanceOf(IllegalArgumentException.class);
        assertThat(made[0].getStatus().isStopped()).isTrue();
    }

    @Test
    void shouldTellTheServices_whenInvocationBegins() throws Exception {
        write("p/do.camel.yaml", route("p-do", "lambda-s3", "bucketNameOrArn: b", "log:x"));
        Invocation[] told = new Invocation[1];
        Services services = new Services() {
            @Override
            public void bind(org.apache.camel.CamelContext context) {}

            @Override
            public void starting(Invocation invocation) {
                told[0] = invocation;
            }
        };
        Invocation invocation = Invocation.starting("r", Duration.ofSeconds(60));

        try (RouteFunction function = RouteFunction.start(RouteFiles.of(routes, "p-do"), "p-do", services)) {
            function.invoke(Map.of(), invocation);
        }

        assertThat(told[0]).isEqualTo(invocation);
    }

    private void start(String id) throws Exception {
        RouteFunction.start(RouteFiles.of(routes, id), id, NONE).close();
    }

    private static Throwable deepest(Throwable failure) {
        assertThat(failure).isNotNull();
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest;
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(routes.resolve(file).getParent());
        Files.writeString(routes.resolve(file), text);
    }

    private static String route(String id, String uri, String parameter, String to) {
        return "- route:\n    id: " + id + "\n    from:\n      uri: " + uri + "\n"
                + (parameter == null ? "" : "      parameters:\n        " + parameter + "\n")
                + "      steps:\n        - to: "
                + to + "\n";
    }
}
