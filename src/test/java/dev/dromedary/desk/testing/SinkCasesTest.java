package dev.dromedary.desk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.SinkRoutes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Routes that send records to services, under the permissions that the plan grants them. */
class SinkCasesTest {

    @TempDir
    static Path routes;

    @TestFactory
    Stream<DynamicTest> shouldComeToWhatIsExpected_whenTheCaseIsRun() throws IOException {
        TestClouds clouds = new TestClouds();
        return new RouteTests(SinkRoutes.copyTo(routes))
                .of("orders").stream()
                        .flatMap(file -> file.cases().stream()
                                .map(test -> DynamicTest.dynamicTest(file.name() + ": " + test.name(), () -> {
                                    CaseReport report = RouteTests.run(file, test, clouds);

                                    assertThat(report.passed())
                                            .as(report.message())
                                            .isTrue();
                                })))
                        .onClose(() -> close(clouds));
    }

    private static void close(TestClouds clouds) {
        try {
            clouds.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldRefuseAFaultOfSomeEntries_whenTheCallHasNone() {
        assertThatThrownBy(() -> PartialCalls.answer("s3.getObject", "request", Set.of(1), any -> any))
                .isInstanceOf(CaseException.class)
                .hasMessageContaining("s3.getObject");
    }
}
