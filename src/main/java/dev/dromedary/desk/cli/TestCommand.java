package dev.dromedary.desk.cli;

import dev.dromedary.desk.testing.CaseReport;
import dev.dromedary.desk.testing.CaseWorkers;
import dev.dromedary.desk.testing.RouteTests;
import dev.dromedary.desk.testing.TestCase;
import dev.dromedary.desk.testing.TestFile;
import dev.dromedary.desk.testing.TestFileException;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.apache.camel.spi.LogListener;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code test}: the tests beside the routes. */
@Command(
        name = "test",
        description = {
            "Run the tests beside the routes, routes/PIPELINE/*.test.yaml, each case on an embedded cloud of its own.",
            "Exit code 1 if a case fails or too few steps are reached; what differs is shown as a unified diff. docs/testing.md describes the files."
        })
final class TestCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Dromedary dromedary;

    @Parameters(
            arity = "0..*",
            paramLabel = "PIPELINE",
            description = "Folders under routes/, such as health. Default: all.")
    private List<String> pipelines = new ArrayList<>();

    @Option(names = "--case", paramLabel = "NAME", description = "Only the cases whose name contains this text.")
    private String name = "";

    @Option(
            names = "--update",
            description = "Show what differs, then write what happened into the test files as what is expected.")
    private boolean update;

    @Option(
            names = "--allow-all",
            description =
                    "Let functions do more than the plan grants them. Default: a call without permission is refused"
                            + " as on AWS, and the case fails.")
    private boolean allowAll;

    @Mixin
    private CoverageOptions coverage;

    @Mixin
    private EnvironmentOption environment;

    @Mixin
    private RoutesOption routes;

    @Override
    public Integer call() throws IOException, InterruptedException {
        long start = System.nanoTime();
        coverage.check();
        PrintWriter out = spec.commandLine().getOut();
        List<Wanted> wanted = wanted();
        int cases = wanted.stream().mapToInt(each -> each.cases().size()).sum();
        if (cases == 0) {
            throw new UsageException(
                    name.isEmpty()
                            ? "There are no tests: no file *.test.yaml beside the routes of "
                                    + String.join(", ", pipelines()) + "."
                            : "No case of " + String.join(", ", pipelines()) + " is called \"" + name + "\".");
        }
        // Logs stand before the case that they are of.
        int workers = dromedary.isVerbose() ? 1 : Math.min(Runtime.getRuntime().availableProcessors(), cases);
        TestVerdicts verdicts =
                new TestVerdicts(out, dromedary.isVerbose() ? spec.commandLine().getErr() : null);
        DeskLog.silence();
        LogListener log = dromedary.isVerbose() ? new RouteLog(out, () -> {}) : (exchange, logger, message) -> message;
        boolean covered;
        try (CaseWorkers running = new CaseWorkers(workers, log, environment.name(), allowAll)) {
            run(wanted, running, verdicts);
            covered = coverage.show(running.coverage(), new RoutesFolder(routes.path()), pipelines(), out);
        } finally {
            DeskLog.install();
        }
        verdicts.sum(Duration.ofNanos(System.nanoTime() - start));
        return verdicts.failed() == 0 && covered ? 0 : Dromedary.FAILED;
    }

    /** The cases of a file that are to run, one at the least. */
    private record Wanted(TestFile file, List<TestCase> cases) {}

    private List<Wanted> wanted() {
        return files().stream()
                .map(file -> new Wanted(
                        file,
                        file.cases().stream()
                                .filter(test -> test.name().contains(name))
                                .toList()))
                .filter(each -> !each.cases().isEmpty())
                .toList();
    }

    /** The cases of a file, some of which have ended. */
    private record Started(TestFile file, List<Future<CaseReport>> cases) {}

    /** Tells the cases in the order of their files, whichever ends first. */
    private void run(List<Wanted> wanted, CaseWorkers workers, TestVerdicts verdicts) throws InterruptedException {
        List<Started> started = wanted.stream()
                .map(each -> new Started(
                        each.file(),
                        each.cases().stream()
                                .map(test -> workers.run(each.file(), test))
                                .toList()))
                .toList();
        for (Started each : started) {
            verdicts.file(each.file());
            for (Future<CaseReport> running : each.cases()) {
                verdicts.tell(CaseWorkers.await(running), update ? Optional.of(workers) : Optional.empty());
            }
        }
    }

    private List<TestFile> files() {
        RouteTests tests = new RouteTests(routes.path());
        List<TestFile> files = new ArrayList<>();
        List<String> mistakes = new ArrayList<>();
        for (String pipeline : pipelines()) {
            try {
                files.addAll(tests.of(pipeline));
            } catch (TestFileException e) {
                mistakes.add(e.getMessage());
            }
        }
        if (!mistakes.isEmpty()) {
            throw new UsageException(String.join(System.lineSeparator(), mistakes));
        }
        return files;
    }

    private List<String> pipelines() {
        List<String> known = new RoutesFolder(routes.existing()).pipelines();
        for (String pipeline : pipelines) {
            RoutesOption.requirePipeline(routes.path(), pipeline);
        }
        return pipelines.isEmpty() ? known : pipelines;
    }
}
