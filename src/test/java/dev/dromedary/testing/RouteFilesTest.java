package dev.dromedary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.lambda.TemplateFiles;
import dev.dromedary.plan.RoutesFolder;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case beside the routes, with the route's YAML in Camel's own test support. */
@ParameterizedClass(name = "{0}")
@MethodSource("cases")
@ExtendWith(SharedTestClouds.class)
class RouteFilesTest extends CamelTestSupport {

    private static final Path ROUTES = Path.of("routes");

    private final CaseRun run;

    /** A case as reports name it. */
    record Case(TestFile file, TestCase test) {

        @Override
        public String toString() {
            return file.name() + ": " + test.name();
        }
    }

    RouteFilesTest(Case each, TestClouds clouds) {
        run = clouds.open(each.file(), each.test());
        testConfiguration().withUseRouteBuilder(false);
    }

    static Stream<Case> cases() {
        return files().flatMap(file -> file.cases().stream().map(test -> new Case(file, test)));
    }

    private static Stream<TestFile> files() {
        RouteTests tests = new RouteTests(ROUTES);
        return new RoutesFolder(ROUTES).pipelines().stream().flatMap(pipeline -> tests.of(pipeline).stream());
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        DefaultCamelContext context = new DefaultCamelContext(false);
        context.setStreamCaching(false);
        context.getPropertiesComponent()
                .setLocation(Stream.concat(
                                run.files().properties().stream().map(name -> "file:" + ROUTES.resolve(name)),
                                Stream.of("classpath:application.properties"))
                        .collect(Collectors.joining(",")));
        run.services().bind(context);
        context.getRegistry().bind("templates", TemplateFiles.configuration(ROUTES));
        context.build();
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(run.files().routes().stream()
                        .map(name ->
                                PluginHelper.getResourceLoader(context).resolveResource("file:" + ROUTES.resolve(name)))
                        .toList());
        return context;
    }

    /** Before Camel's test support stops the context, which reaches for nothing then. */
    @AfterEach
    void closeCloud() {
        run.close();
    }

    @Test
    void shouldComeToWhatIsExpected_whenTheCaseIsRun() throws Exception {
        context().start();

        CaseReport report = run.run(context());

        assertThat(report.passed()).as(report.message()).isTrue();
    }
}
