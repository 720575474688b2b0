package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dromedary.function.runtime.RouteFunction;
import dev.dromedary.function.runtime.UnexpectedEventException;
import dev.dromedary.plan.FindingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The tests beside the routes of a folder. */
public final class RouteTests {

    private final Path routes;

    /**
     * Those of a folder.
     *
     * @param routes the routes folder
     */
    public RouteTests(Path routes) {
        this.routes = routes;
    }

    /**
     * Reads the test files.
     *
     * @param pipeline name of a subfolder
     * @return in alphabetical order
     * @throws TestFileException with the mistakes of all of them
     */
    public List<TestFile> of(String pipeline) {
        TestFileReader reader = new TestFileReader(routes);
        List<TestFile> files = new ArrayList<>();
        List<String> mistakes = new ArrayList<>();
        for (String name : names(pipeline)) {
            try {
                files.add(reader.read(name));
            } catch (TestFileException e) {
                mistakes.add(e.getMessage());
            }
        }
        if (!mistakes.isEmpty()) {
            throw new TestFileException(String.join(System.lineSeparator(), mistakes));
        }
        return files;
    }

    private List<String> names(String pipeline) {
        try (Stream<Path> entries = Files.list(routes.resolve(pipeline))) {
            return entries.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(TestFile.ENDING))
                    .sorted()
                    .map(name -> pipeline + "/" + name)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs a case with the route started as on Lambda.
     *
     * @param file its file
     * @param test the case
     * @param clouds where
     * @return what it came to; also if the route can't start, or if anything else goes wrong: other cases are to run all the same
     * @throws InterruptedException if the thread is told to end
     */
    public static CaseReport run(TestFile file, TestCase test, TestClouds clouds) throws InterruptedException {
        try (CaseRun run = clouds.open(file, test)) {
            try (RouteFunction function = start(run, file.route())) {
                return run.run(function.context());
            }
        } catch (CaseException | FindingsException | IllegalArgumentException | UnexpectedEventException e) {
            return new CaseReport(file, test, e.getMessage(), "", null, Duration.ZERO);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | LinkageError | StackOverflowError e) {
            return CaseReport.stopped(file, test, e);
        }
    }

    /**
     * Makes what a case came to its expectation, in its file. The case is run once more; what is otherwise then becomes a
     * placeholder. Comments outside of what changes stay.
     *
     * @param report of the case, without a problem
     * @param clouds where
     * @throws IOException if the file can't be read or written
     * @throws TestFileException if it can't be rewritten; it is left as it is
     * @throws InterruptedException if the thread is told to end
     */
    public static void update(CaseReport report, TestClouds clouds) throws IOException, InterruptedException {
        TestCase test = report.test();
        TestCase next =
                new TestCase(test.name(), test.number(), test.line(), test.given(), test.when(), report.outcome());
        CaseReport again = run(report.file(), next, clouds);
        JsonNode outcome =
                again.outcome() == null ? report.outcome() : Unstable.replaced(report.outcome(), again.outcome());
        ThenWriter.write(report.file(), test, (ObjectNode) outcome);
    }

    private static RouteFunction start(CaseRun run, String route) {
        try {
            return RouteFunction.start(run.files(), route, run.services());
        } catch (Exception e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new CaseException("The route " + route + " does not start: " + cause.getMessage());
        }
    }

    /** Finds what differs from one run to the next. */
    private static final class Unstable {

        private Unstable() {}

        /** The first, with placeholders for what is otherwise in the second. */
        static JsonNode replaced(JsonNode first, JsonNode second) {
            if (first.equals(second)) {
                return first;
            }
            if (first instanceof ObjectNode one && second instanceof ObjectNode other) {
                ObjectNode replaced = JsonNodeFactory.instance.objectNode();
                one.properties().forEach(each -> {
                    JsonNode there = other.get(each.getKey());
                    replaced.set(each.getKey(), there == null ? each.getValue() : replaced(each.getValue(), there));
                });
                return replaced;
            }
            if (first instanceof ArrayNode one && second instanceof ArrayNode other && one.size() == other.size()) {
                ArrayNode replaced = JsonNodeFactory.instance.arrayNode();
                for (int at = 0; at < one.size(); at++) {
                    replaced.add(replaced(one.get(at), other.get(at)));
                }
                return replaced;
            }
            boolean numbers = first.isNumber() && second.isNumber();
            return JsonNodeFactory.instance.textNode(numbers ? Placeholders.NUMBER : Placeholders.ANY);
        }
    }
}
