package dev.dromedary.faults;

import dev.dromedary.desk.testing.Rehearsal;
import dev.dromedary.desk.testing.RouteTests;
import dev.dromedary.desk.testing.TestCase;
import dev.dromedary.desk.testing.TestFile;
import dev.dromedary.faults.FunctionProcess.Made;
import dev.dromedary.plan.RoutesFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** All cells of a pipeline: every call of every route, in every case that is written beside the routes. */
final class FaultMatrix {

    /** More than one part of an upload. */
    private static final int LARGE = 6 * 1024 * 1024;

    private static final Path SHIPPED = Path.of("routes");
    private static final Path EXAMPLES = Path.of("examples");

    private final Clouds clouds;
    private final int share;
    private final int which;
    private final Predicate<Cell> kinds;
    private final Set<String> places = new HashSet<>();
    private final Set<AcceptedDifference> met = new HashSet<>();
    private final List<String> wrong = new ArrayList<>();
    private int cells;
    private int run;

    /**
     * @param share of how many cells one is run; 1 for all
     * @param which of them, from 0
     * @param kinds which cells are counted at all
     */
    FaultMatrix(Clouds clouds, int share, int which, Predicate<Cell> kinds) {
        this.clouds = clouds;
        this.share = share;
        this.which = which;
        this.kinds = kinds;
    }

    /** The cases of all shipped pipelines and examples. */
    static List<TestFile> files() {
        List<TestFile> files = new ArrayList<>(shipped());
        files.addAll(files(EXAMPLES));
        return files;
    }

    /** The cases of the pipelines that come with Dromedary. */
    static List<TestFile> shipped() {
        return files(SHIPPED);
    }

    private static List<TestFile> files(Path folder) {
        RouteTests tests = new RouteTests(folder);
        return new RoutesFolder(folder)
                .pipelines().stream()
                        .flatMap(pipeline -> tests.of(pipeline).stream())
                        .filter(file -> !isOfWorkflow(file))
                        .toList();
    }

    /** On AWS no function runs a workflow: Step Functions tries its calls again, which are calls of the routes that are here. */
    private static boolean isOfWorkflow(TestFile file) {
        return StreamSupport.stream(file.cases().spliterator(), false)
                .anyMatch(test -> test.given().has("routes"));
    }

    /** What is not as it should be, one sentence each. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** Accepted differences that came to pass. */
    Set<AcceptedDifference> met() {
        return Set.copyOf(met);
    }

    /** How many cells were run. */
    int run() {
        return run;
    }

    /** The cases of a file that are not about faults themselves, nor about what a process remembers. */
    static List<TestCase> cases(TestFile file) {
        return file.cases().stream()
                .filter(test ->
                        !Rehearsal.hasFaults(test) && !Rehearsal.isLarge(test) && !Rehearsal.isOfKeptSettings(test))
                .toList();
    }

    /** Runs the cases of a file. */
    FaultMatrix run(TestFile file) {
        List<TestCase> tests = cases(file);
        tests.forEach(test -> run(file, test, call -> true));
        Rehearsal.enlarged(tests.get(0), LARGE).ifPresent(test -> run(file, test, FaultMatrix::isOfParts));
        return this;
    }

    /** What a small file has not had. */
    private static boolean isOfParts(Call call) {
        return call.operation().contains("Part") || call.operation().contains("Multipart");
    }

    private void run(TestFile file, TestCase test, Predicate<Call> concerned) {
        try (CaseFaults faults = new CaseFaults(file, test, clouds)) {
            List<Boolean> expected = Rehearsal.succeeds(test);
            if (!faults.succeeded().equals(expected)) {
                wrong.add(faults.name() + " without a fault: " + faults.succeeded() + " instead of " + expected
                        + "; last failure: " + faults.failure());
                return;
            }
            for (Made made : faults.calls()) {
                if (concerned.test(made.call()) && places.add(faults.place(made.call()))) {
                    for (Cell cell : Cells.at(made, faults.hasNext(made.call()))) {
                        if (kinds.test(cell) && cells++ % share == which) {
                            run(faults, cell);
                        }
                    }
                }
            }
        }
    }

    private void run(CaseFaults faults, Cell cell) {
        run++;
        Map<String, String> differences = cell.differences(faults);
        List<AcceptedDifference> accepted = AcceptedDifference.ALL.stream()
                .filter(each -> each.covers(faults, cell))
                .toList();
        List<AcceptedDifference> explaining =
                accepted.stream().filter(each -> each.explains(differences)).toList();
        met.addAll(explaining);
        boolean right =
                differences.isEmpty() ? accepted.stream().noneMatch(AcceptedDifference::always) : !explaining.isEmpty();
        if (!right) {
            wrong.add(faults.name() + ": " + cell
                    + (differences.isEmpty() ? ": nothing differs, though it is accepted" : ": " + differences));
        }
    }
}
