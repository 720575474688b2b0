package dev.dromedary.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.testing.TestFile;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whichever call of whichever route fails, and however, and whoever is at work at the same time: when the event has been
 * delivered again, all is as if nothing had happened.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultMatrixTest {

    /** A prime, so that over all calls each kind of fault is met. */
    private static final int SAMPLE = 53;

    private final QuietLog log = new QuietLog();
    private Clouds clouds;

    @BeforeAll
    void open() {
        log.silence();
        clouds = new Clouds();
    }

    @AfterAll
    void close() {
        clouds.close();
        log.restore();
    }

    static Stream<TestFile> files() {
        return FaultMatrix.pipelines().stream().flatMap(pipeline -> FaultMatrix.files(pipeline).stream());
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldEndAsIfNothingHadHappened_whenSomeCallsFail(TestFile file) {
        FaultMatrix matrix = new FaultMatrix(clouds, SAMPLE).run(file);

        assertThat(matrix.wrong()).isEmpty();
        assertThat(matrix.run()).isPositive();
    }

    @Test
    @Tag("simulation")
    void shouldEndAsIfNothingHadHappened_whenAnyCallFails() {
        FaultMatrix matrix = new FaultMatrix(clouds, 1);

        files().forEach(matrix::run);

        assertThat(matrix.wrong()).isEmpty();
        Set<AcceptedDifference> never = new HashSet<>(AcceptedDifference.ALL);
        never.removeAll(matrix.met());
        assertThat(never).as("accepted, but never met").isEmpty();
    }
}
