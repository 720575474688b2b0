package dev.dromedary.desk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Cases that run at the same time. */
class CaseWorkersTest {

    private static final String PIPELINE = "health";

    @Test
    void shouldFindNothingOfOtherCases_whenAllRunSideBySide() throws Exception {
        TestFile file = new RouteTests(RouteCases.FOLDER).of(PIPELINE).get(0);
        List<Future<CaseReport>> running = new ArrayList<>();

        try (CaseWorkers workers =
                new CaseWorkers(3, (exchange, logger, message) -> message, Optional.empty(), false)) {
            // The same items in the same tables, twice.
            file.cases().forEach(test -> running.add(workers.run(file, test)));
            file.cases().forEach(test -> running.add(workers.run(file, test)));

            for (Future<CaseReport> each : running) {
                CaseReport report = CaseWorkers.await(each);
                assertThat(report.passed())
                        .as(report.test().name() + ": " + report.message())
                        .isTrue();
            }
        }
    }
}
