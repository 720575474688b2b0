package dev.dromedary.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.testing.TestFile;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
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
    private static final int SAMPLE = 83;

    private static final int THREADS = 2;

    /** Of so many parts the simulation runs one, another one each day: all take most of an hour. */
    private static final int PARTS = Integer.getInteger("faults.parts", 3);

    /** Which part, from 0. */
    private static final int PART =
            Integer.getInteger("faults.part", LocalDate.now(ZoneOffset.UTC).getDayOfYear() % PARTS);

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
        return FaultMatrix.files().stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldEndAsIfNothingHadHappened_whenSomeCallsFail(TestFile file) {
        FaultMatrix matrix = new FaultMatrix(clouds, SAMPLE, 0, cell -> true).run(file);

        assertThat(matrix.wrong()).isEmpty();
        assertThat(matrix.run()).isPositive();
    }

    @Test
    @Tag("simulation")
    void shouldEndAsIfNothingHadHappened_whenAnyCallFails() throws Exception {
        List<FaultMatrix> matrices = inShares(file -> !isSlow(file), cell -> true);

        assertThat(matrices.stream().flatMap(matrix -> matrix.wrong().stream()))
                .as("-Dfaults.parts=%d -Dfaults.part=%d", PARTS, PART)
                .isEmpty();
        if (PARTS == 1) {
            assertThat(matrices.stream().flatMap(matrix -> matrix.met().stream()))
                    .as("accepted, and met")
                    .containsAll(AcceptedDifference.ALL);
        }
    }

    @Test
    @Tag("simulation")
    void shouldHaveTheDayBeforeOrAfter_whenAFunctionOfTheWebLogsIsKilledAtAnyCall() throws Exception {
        List<FaultMatrix> matrices =
                inShares(FaultMatrixTest::isSlow, cell -> cell.kind().startsWith("KILLED"));

        assertThat(matrices.stream().flatMap(matrix -> matrix.wrong().stream()))
                .as("-Dfaults.parts=%d -Dfaults.part=%d", PARTS, PART)
                .isEmpty();
        assertThat(matrices).allMatch(matrix -> matrix.run() > 0);
    }

    /** Each cell of a route that queries, or of one whose cases do, starts DuckDB: of those the sample has to do, and what kills. */
    private static boolean isSlow(TestFile file) {
        return file.route().startsWith("weblogs-");
    }

    private static List<FaultMatrix> inShares(Predicate<TestFile> files, Predicate<Cell> kinds) throws Exception {
        List<Callable<FaultMatrix>> shares = new ArrayList<>();
        for (int which = 0; which < THREADS; which++) {
            shares.add(share(which, files, kinds));
        }

        List<FaultMatrix> matrices = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<FaultMatrix> share : threads.invokeAll(shares)) {
                matrices.add(share.get());
            }
        } finally {
            threads.shutdownNow();
        }
        return matrices;
    }

    /** The cells of this part that are one thread's, in clouds of its own. */
    private static Callable<FaultMatrix> share(int which, Predicate<TestFile> files, Predicate<Cell> kinds) {
        return () -> {
            try (Clouds own = new Clouds()) {
                FaultMatrix matrix = new FaultMatrix(own, PARTS * THREADS, PART * THREADS + which, kinds);
                FaultMatrix.files().stream().filter(files).forEach(matrix::run);
                return matrix;
            }
        };
    }
}
