package dev.dromedary.desk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.Shipped;
import dev.dromedary.desk.cloud.iam.PlannedPolicies;
import dev.dromedary.desk.cloud.iam.Policy;
import dev.dromedary.plan.FunctionPlanner;
import dev.dromedary.plan.Permission;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plans of the shipped functions with one action on one resource less: a case beside the route has to fail. What is granted
 * beyond what the cases need would be found here, too.
 */
class PermissionMutantsTest {

    private static final String REGION = "us-east-1";

    /**
     * What no case can tell. A day that the night works out has objects; only one that loses them meanwhile needs its figures deleted.
     * A submission names no version, which object:head and records:range would ask for. A copy of more than 5 GiB is looked for
     * when the last reply is lost. Parts of a split are executions on AWS only. The partitions of a pipeline are the same at each attempt, unless
     * its mapping was changed in between.
     */
    private static final Map<String, Pattern> UNTOLD = Map.of(
            "weblogs-nightly", Pattern.compile("s3:DeleteObject on .*/gold/[a-z_]+/\\*"),
            "pipelines-submit", Pattern.compile("s3:GetObjectVersion on .*/(submitted|uploads)/\\*"),
            "pipelines-run", Pattern.compile("states:[A-Za-z]+ on .*:pipelines-run-.*"),
            "pipelines-cut", Pattern.compile("s3:GetObjectVersion on .*/(incoming|submitted|uploads)/\\*"),
            "pipelines-validate", Pattern.compile("s3:GetObjectVersion on .*/(incoming|submitted|uploads)/\\*"),
            "pipelines-archive", Pattern.compile("s3:GetObject on .*/archive/\\*"),
            "pipelines-quarantine", Pattern.compile("s3:GetObject on .*/quarantine/\\*"),
            "pipelines-store", Pattern.compile("s3:DeleteObject on .*/stored/(json|parquet)/\\*"));

    private final FunctionPlanner planner = new FunctionPlanner(new RoutesFolder(RouteCases.FOLDER));
    private final Map<Map<String, String>, Set<Permission>> granted = new HashMap<>();
    private Permission missing;
    private TestClouds clouds;

    @BeforeEach
    void open() throws IOException {
        clouds = new TestClouds(
                CaseContexts.showing((exchange, logger, message) -> message),
                Optional.empty(),
                (file, files, properties) -> Policy.of(
                        granted(file, properties).stream()
                                .filter(each -> !each.equals(missing))
                                .toList(),
                        REGION));
    }

    @AfterEach
    void close() throws IOException {
        clouds.close();
    }

    /** Single actions, as several statements may grant the same. */
    private Set<Permission> granted(TestFile file, CaseProperties properties) {
        return granted.computeIfAbsent(properties.all(), key -> {
            Set<Permission> single = new LinkedHashSet<>();
            PlannedPolicies.granted(planner.plan(file.pipeline(), file.route(), file.files(), properties::set))
                    .forEach(each -> each.actions()
                            .forEach(action -> single.add(
                                    new Permission("", List.of(action), each.resource(), each.conditions()))));
            return single;
        });
    }

    /** As its cases begin, since a route may be there with some only. */
    static CaseProperties properties(TestFile file) {
        return new CaseProperties(file.files(), new Given(file.cases().get(0).given()).properties());
    }

    static Stream<TestFile> shipped() {
        RouteTests tests = new RouteTests(RouteCases.FOLDER);
        return Shipped.PIPELINES.stream().flatMap(pipeline -> tests.of(pipeline).stream());
    }

    @Tag("simulation")
    @ParameterizedTest
    @MethodSource("shipped")
    void shouldFailACase_whenAnyPermissionIsTakenOutOfThePlan(TestFile file) throws InterruptedException {
        assertThat(unnoticed(file)).isEmpty();
    }

    /** A sample of the same: what is needed for outputs of more than 5 MiB alone. */
    @ParameterizedTest
    @MethodSource("shipped")
    void shouldFailACase_whenPartsMayNotBeTakenBack(TestFile file) throws InterruptedException {
        List<TestCase> inParts = file.cases().stream()
                .filter(test -> test.given().toString().matches(".*s3[.](completeMultipartUpload|uploadPartCopy).*"))
                .toList();
        for (Permission each : granted(file, properties(file))) {
            if (each.actions().contains("s3:AbortMultipartUpload")) {
                missing = each;
                assertThat(fails(file, new ArrayList<>(inParts)))
                        .as(each.toString())
                        .isTrue();
            }
        }
    }

    /** A sample of the same, which takes seconds. */
    @Test
    void shouldFailACase_whenAPermissionOfTheAlertIsTakenOutOfThePlan() throws InterruptedException {
        assertThat(unnoticed(file("health-alert"))).isEmpty();
    }

    private static TestFile file(String route) {
        return shipped().filter(file -> file.route().equals(route)).findFirst().orElseThrow();
    }

    /** What no case needs. */
    private Set<String> unnoticed(TestFile file) throws InterruptedException {
        Set<Permission> all = granted(file, properties(file));
        assertThat(all).hasSizeGreaterThan(1);
        Set<String> unnoticed = new TreeSet<>();
        List<TestCase> cases = new ArrayList<>(file.cases());
        for (Permission each : all) {
            missing = each;
            String permission = each.actions().get(0) + " on " + each.resource();
            if (!isUntold(file, permission) && !fails(file, cases)) {
                unnoticed.add(permission);
            }
        }
        return unnoticed;
    }

    private static boolean isUntold(TestFile file, String permission) {
        Pattern untold = UNTOLD.get(file.route());
        return untold != null && untold.matcher(permission).matches();
    }

    private boolean fails(TestFile file, List<TestCase> cases) throws InterruptedException {
        for (TestCase test : List.copyOf(cases)) {
            if (!RouteTests.run(file, test, clouds).passed()) {
                // It will most often be the same one.
                cases.remove(test);
                cases.add(0, test);
                return true;
            }
        }
        return false;
    }
}
