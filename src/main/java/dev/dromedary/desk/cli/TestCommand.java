package dev.dromedary.desk.cli;

import dev.dromedary.desk.testing.CaseReport;
import dev.dromedary.desk.testing.RouteTests;
import dev.dromedary.desk.testing.TestCase;
import dev.dromedary.desk.testing.TestClouds;
import dev.dromedary.desk.testing.TestFile;
import dev.dromedary.desk.testing.TestFileException;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
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

    private int passed;
    private int failed;
    private int updated;

    @Override
    public Integer call() throws IOException, InterruptedException {
        long start = System.nanoTime();
        coverage.check();
        PrintWriter out = spec.commandLine().getOut();
        List<TestFile> files = files();
        if (files.stream().noneMatch(file -> file.cases().stream().anyMatch(this::isWanted))) {
            throw new UsageException(
                    name.isEmpty()
                            ? "There are no tests: no file *.test.yaml beside the routes of "
                                    + String.join(", ", pipelines()) + "."
                            : "No case of " + String.join(", ", pipelines()) + " is called \"" + name + "\".");
        }
        DeskLog.silence();
        LogListener log = dromedary.isVerbose() ? new RouteLog(out, () -> {}) : (exchange, logger, message) -> message;
        boolean covered;
        try (TestClouds clouds = new TestClouds(log, environment.name(), allowAll)) {
            for (TestFile file : files) {
                run(file, clouds, out);
            }
            covered = coverage.show(clouds.coverage(), new RoutesFolder(routes.path()), pipelines(), out);
        } finally {
            DeskLog.install();
        }
        out.println(String.format(
                Locale.ROOT,
                "%d passed, %d failed%s (%.1f s)",
                passed,
                failed,
                updated == 0 ? "" : ", " + updated + " rewritten",
                Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0));
        out.flush();
        return failed == 0 && covered ? 0 : Dromedary.FAILED;
    }

    /** What can't be written down is told, and the other cases go on. */
    private static boolean rewritten(CaseReport report, TestClouds clouds, PrintWriter out)
            throws InterruptedException {
        try {
            RouteTests.update(report, clouds);
            return true;
        } catch (TestFileException e) {
            out.println("    " + e.getMessage());
        } catch (IOException e) {
            out.println("    The file " + report.file().path() + " can't be read or written (" + e.getMessage() + ").");
        }
        return false;
    }

    private boolean isWanted(TestCase test) {
        return test.name().contains(name);
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

    private void run(TestFile file, TestClouds clouds, PrintWriter out) throws IOException, InterruptedException {
        List<TestCase> wanted = file.cases().stream().filter(this::isWanted).toList();
        if (!wanted.isEmpty()) {
            out.println(file.path());
        }
        for (TestCase test : wanted) {
            CaseReport report = RouteTests.run(file, test, clouds);
            boolean rewrite = update && report.problem() == null && !report.passed();
            String verdict = report.passed() ? "ok     " : rewrite ? "rewrite" : "FAILED ";
            out.println(String.format(
                    Locale.ROOT,
                    "  %s %s (%.1f s)",
                    verdict,
                    test.name(),
                    report.time().toMillis() / 1000.0));
            if (report.passed()) {
                passed++;
                continue;
            }
            report.message().lines().forEach(line -> out.println("    " + line));
            out.flush();
            if (report.failure() != null && dromedary.isVerbose()) {
                Dromedary.showStack(report.failure(), spec.commandLine().getErr());
            }
            if (rewrite && rewritten(report, clouds, out)) {
                updated++;
            } else {
                failed++;
            }
        }
    }
}
