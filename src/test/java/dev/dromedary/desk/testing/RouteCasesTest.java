package dev.dromedary.desk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.runtime.RouteBeans;
import dev.dromedary.function.runtime.SecretPlaceholder;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every case beside the routes, with the route's YAML in Camel's own test support. */
@ExtendWith(RouteCases.class)
class RouteCasesTest extends CamelTestSupport {

    private final CaseRun run;

    RouteCasesTest(CaseRun run) {
        this.run = run;
        testConfiguration().withUseRouteBuilder(false);
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        DefaultCamelContext context = new DefaultCamelContext(false);
        context.setStreamCaching(false);
        context.getPropertiesComponent()
                .setLocation(Stream.concat(
                                run.files().properties().stream()
                                        .map(name ->
                                                "file:" + run.files().folder().resolve(name)),
                                Stream.of("classpath:application.properties"))
                        .collect(Collectors.joining(",")));
        run.services().bind(context);
        context.getPropertiesComponent()
                .addOverrideProperty("dromedary.routes", run.files().folder().toString());
        SecretPlaceholder.add(context);
        RouteBeans.bind(context.getRegistry(), () -> run.files().folder());
        context.build();
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(run.files().routes().stream()
                        .map(name -> PluginHelper.getResourceLoader(context)
                                .resolveResource("file:" + run.files().folder().resolve(name)))
                        .toList());
        return context;
    }

    /** Before Camel's test support stops the context, which reaches for nothing then. */
    @AfterEach
    void closeCloud() {
        run.close();
    }

    @TestTemplate
    void shouldComeToWhatIsExpected_whenTheCaseIsRun() throws Exception {
        context().start();

        CaseReport report = run.run(context());

        assertThat(report.passed()).as(report.message()).isTrue();
    }
}
