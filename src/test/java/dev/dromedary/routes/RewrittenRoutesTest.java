package dev.dromedary.routes;

import static dev.dromedary.routes.Readings.GOOD;
import static dev.dromedary.routes.Readings.HEADER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.Shipped;
import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.testing.CaseReport;
import dev.dromedary.desk.testing.RouteTests;
import dev.dromedary.desk.testing.TestCase;
import dev.dromedary.desk.testing.TestClouds;
import dev.dromedary.desk.testing.TestFile;
import dev.dromedary.plan.FindingsException;
import dev.dromedary.plan.Plan;
import dev.dromedary.plan.RoutesFolder;
import dev.dromedary.plan.check.RewrittenRoutes;
import dev.dromedary.plan.check.RoutesCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped routes do the same when Kaoto has saved every file, and when people write them in Camel's short form. */
@ExtendWith(SharedCloud.class)
class RewrittenRoutesTest {

    @TempDir
    static Path folder;

    @BeforeAll
    static void rewrite() throws IOException {
        // As they are now: somebody may edit them while this runs.
        Shipped.copyTo(folder.resolve("shipped"));
        RewrittenRoutes.save(folder.resolve("shipped"), folder.resolve("saved"));
        RewrittenRoutes.shorten(folder.resolve("shipped"), folder.resolve("short"));
    }

    private static String text(String form) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder.resolve(form))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".camel.yaml"))
                    .toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    @Test
    void shouldHaveIdsEverywhere_whenFilesAreSaved() throws IOException {
        assertThat(text("saved").lines().filter(line -> line.matches(" *id: \\w+-\\d{4}")))
                .hasSizeGreaterThan(300)
                .anyMatch(line -> line.contains("onException-"))
                .anyMatch(line -> line.contains("setHeader-"));
    }

    @Test
    void shouldHoldTextsForSteps_whenFilesAreShort() throws IOException {
        assertThat(text("short"))
                .contains("# In the short form.", "simple: ${")
                .containsPattern("to: '?direct:")
                .doesNotContainPattern("uri: '?direct:[\\w-]+'?}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"saved", "short"})
    void shouldFindNothing_whenTheyAreChecked(String form) throws IOException {
        assertThat(new RoutesCheck().check(new RoutesFolder(folder.resolve(form))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"saved", "short"})
    void shouldBeTheSamePlan_whenTheyArePlanned(String form) {
        assertThat(Plan.of(new RoutesFolder(folder.resolve(form))).json())
                .isEqualTo(Plan.of(new RoutesFolder(folder.resolve("shipped"))).json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"saved", "short"})
    void shouldPassAllCases_whenTheyAreTested(String form) throws Exception {
        RouteTests tests = new RouteTests(folder.resolve(form));
        List<CaseReport> reports = new ArrayList<>();
        try (TestClouds clouds = new TestClouds()) {
            for (String pipeline : new RoutesFolder(folder.resolve(form)).pipelines()) {
                for (TestFile file : tests.of(pipeline)) {
                    for (TestCase test : file.cases()) {
                        reports.add(RouteTests.run(file, test, clouds));
                    }
                }
            }
        }

        assertThat(reports).hasSizeGreaterThan(50).allSatisfy(report -> assertThat(report.passed())
                .as(report.message())
                .isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"saved", "short"})
    void shouldTryAgain_whenTheFirstCallIsThrottled(String form, EmbeddedCloud cloud) throws Exception {
        try (Ingest ingest = new Ingest(cloud, new Ingest.Setup().routes(folder.resolve(form)))) {
            Map<String, Object> event = ingest.upload("raw/x.csv", HEADER + GOOD);
            ingest.calls.from(new Calls.Meddler() {
                @Override
                public void before(Calls.Call call) {
                    if (call.is("getObject") && call.nth() == 0) {
                        throw Fault.exception(call.service(), 503, "SlowDown");
                    }
                }
            });

            String outcome = Json.outcome(ingest.invoke(event));

            assertThat(outcome).isEqualTo("success");
            assertThat(ingest.calls.made())
                    .filteredOn(call -> call.is("getObject"))
                    .hasSize(2);
        }
    }

    /** Kaoto's id would take the error handling away from every route, and Camel would not say so. */
    @Test
    void shouldBeRefused_whenTheErrorHandlingHadNoId(EmbeddedCloud cloud, @TempDir Path copies) throws Exception {
        Path routes = new RoutesCopy(copies.resolve("routes")).folder;
        Path errors = routes.resolve("shared/errors.camel.yaml");
        Files.writeString(errors, Files.readString(errors).replace("    id: \"*\"\n", ""));
        Path lost = copies.resolve("saved");
        RewrittenRoutes.save(routes, lost);
        RoutesFolder found = new RoutesFolder(lost);

        assertThat(new RoutesCheck().check(found)).singleElement().satisfies(finding -> assertThat(finding.toString())
                .contains("shared/errors.camel.yaml", "No route is under this error handling", "Set id: \"*\""));
        assertThatThrownBy(() -> Plan.of(found))
                .isInstanceOf(FindingsException.class)
                .hasMessageContaining("The route \"health-ingest\" is under no error handling");
        assertThatThrownBy(() -> new Ingest(cloud, new Ingest.Setup().routes(lost)))
                .rootCause()
                .hasMessageMatching(".*health/ingest.camel.yaml:\\d+: The route \"health-ingest\" is under no error"
                        + " handling: it names no routeConfiguration, and none has the id \"[*]\".*");
    }
}
