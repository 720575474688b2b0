package dev.dromedary.desk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.plan.AdaptedRoutes;
import dev.dromedary.plan.RoutesFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes of Camel's examples, Kamelets among them, run as functions: the cases beside them. */
class AdaptedCasesTest {

    @TempDir
    Path routes;

    @Test
    void shouldComeToWhatIsExpected_whenRoutesOfOthersRunAsFunctions() throws Exception {
        AdaptedRoutes.copyTo(routes);
        int run = 0;
        try (TestClouds clouds = new TestClouds()) {
            for (String pipeline : new RoutesFolder(routes).pipelines()) {
                for (TestFile file : new RouteTests(routes).of(pipeline)) {
                    for (TestCase test : file.cases()) {
                        CaseReport report = RouteTests.run(file, test, clouds);

                        assertThat(report.passed())
                                .as(file.name() + ": " + report.message())
                                .isTrue();
                        run++;
                    }
                }
            }
        }
        assertThat(run).isEqualTo(12);
    }
}
