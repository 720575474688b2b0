package dev.dromedary.desk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.source.TriggerSource;
import dev.dromedary.function.runtime.RouteFunction;
import dev.dromedary.plan.FunctionPlanner;
import dev.dromedary.plan.PlannedFunction;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of an event that has failed for good is the same at a desk as by the plan. */
class KeptFailuresTest {

    private static final FunctionPlanner PLANNER = new FunctionPlanner(new RoutesFolder(RouteCases.FOLDER));

    private static TestClouds clouds;

    @BeforeAll
    static void open() throws IOException {
        clouds = new TestClouds();
    }

    @AfterAll
    static void close() throws IOException {
        clouds.close();
    }

    static Stream<TestFile> shipped() {
        return PermissionMutantsTest.shipped();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void shouldKeepWhatHasFailed_whenThePlanLetsLambdaKeepIt(TestFile file) throws Exception {
        PlannedFunction planned =
                PLANNER.plan(file.pipeline(), file.route(), file.files(), PermissionMutantsTest.properties(file)::set);

        try (CaseRun run = clouds.open(file, file.cases().get(0));
                RouteFunction function = RouteFunction.start(run.files(), file.route(), run.services())) {
            assertThat(TriggerSource.feedOf(function.endpoint()).keepsFailed()).isEqualTo(planned.isAsynchronous());
        }
    }
}
