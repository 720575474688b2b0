package dev.dromedary.desk.cli;

import dev.dromedary.desk.testing.CaseReport;
import dev.dromedary.desk.testing.CaseWorkers;
import dev.dromedary.desk.testing.TestFile;
import dev.dromedary.desk.testing.TestFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Tells and counts what cases came to. */
final class TestVerdicts {

    private final PrintWriter out;
    private final PrintWriter stacks;
    private int passed;
    private int failed;
    private int updated;

    /** @param stacks where to show where failures come from; null if nowhere */
    TestVerdicts(PrintWriter out, PrintWriter stacks) {
        this.out = out;
        this.stacks = stacks;
    }

    /** The cases that follow are in this file. */
    void file(TestFile file) {
        out.println(file.path());
    }

    /** @param rewriting rewrites what differs; empty if nothing is to be rewritten */
    void tell(CaseReport report, Optional<CaseWorkers> rewriting) throws InterruptedException {
        boolean rewrite = rewriting.isPresent() && report.problem() == null && !report.passed();
        String verdict = report.passed() ? "ok     " : rewrite ? "rewrite" : "FAILED ";
        out.println(String.format(
                Locale.ROOT,
                "  %s %s (%.1f s)",
                verdict,
                report.test().name(),
                report.time().toMillis() / 1000.0));
        out.flush();
        if (report.passed()) {
            passed++;
            return;
        }
        report.message().lines().forEach(line -> out.println("    " + line));
        out.flush();
        if (report.failure() != null && stacks != null) {
            Dromedary.showStack(report.failure(), stacks);
        }
        if (rewrite && rewritten(report, rewriting.get())) {
            updated++;
        } else {
            failed++;
        }
    }

    /** What can't be written down is told, and the other cases go on. */
    private boolean rewritten(CaseReport report, CaseWorkers workers) throws InterruptedException {
        try {
            workers.update(report);
            return true;
        } catch (TestFileException e) {
            out.println("    " + e.getMessage());
        } catch (IOException e) {
            out.println("    The file " + report.file().path() + " can't be read or written (" + e.getMessage() + ").");
        }
        return false;
    }

    int failed() {
        return failed;
    }

    void sum(Duration time) {
        out.println(String.format(
                Locale.ROOT,
                "%d passed, %d failed%s (%.1f s)",
                passed,
                failed,
                updated == 0 ? "" : ", " + updated + " rewritten",
                time.toMillis() / 1000.0));
        out.flush();
    }
}
