package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/**
 * What a case came to.
 *
 * @param file its file
 * @param test the case
 * @param problem why it could not be run or judged as it is written, one sentence; or null
 * @param difference of what was expected and what happened, a unified diff; empty if there is none
 * @param outcome the {@code then} that would have been met, or null if there is a problem
 * @param time how long it took
 * @param failure what stopped it unexpectedly, or null
 */
public record CaseReport(
        TestFile file,
        TestCase test,
        String problem,
        String difference,
        ObjectNode outcome,
        Duration time,
        Throwable failure) {

    /** A case that came to its end. */
    CaseReport(TestFile file, TestCase test, String problem, String difference, ObjectNode outcome, Duration time) {
        this(file, test, problem, difference, outcome, time, null);
    }

    /** A case that something nobody foresaw has stopped. */
    static CaseReport stopped(TestFile file, TestCase test, Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage() == null || deepest.getMessage().isBlank()
                ? ""
                : " (" + deepest.getMessage().lines().findFirst().orElse("") + ")";
        String problem = "The case was stopped by a " + deepest.getClass().getSimpleName() + message
                + "; --verbose shows where.";
        return new CaseReport(file, test, problem, "", null, Duration.ZERO, failure);
    }

    /** Whether all was as expected. */
    public boolean passed() {
        return problem == null && difference.isEmpty();
    }

    /** What is wrong, for a person; the place, and the problem or the difference; several lines. */
    public String message() {
        String what = problem != null
                ? problem
                : test.then() == null || test.then().isEmpty()
                        ? "Nothing is expected yet; this is what happened, and --update writes it down:"
                        : "What happened is not what is expected:";
        return file.path() + ":" + test.line() + ": " + what + "\n" + difference;
    }
}
