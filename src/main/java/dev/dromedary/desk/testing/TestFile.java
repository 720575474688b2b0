package dev.dromedary.desk.testing;

import dev.dromedary.function.runtime.RouteFiles;
import java.nio.file.Path;
import java.util.List;

/**
 * The tests of one route.
 *
 * @param routes the routes folder
 * @param name the file, relative to the routes folder
 * @param route id of the route
 * @param yaml the file's text
 * @param cases in the order of the file
 */
public record TestFile(Path routes, String name, String route, String yaml, List<TestCase> cases) {

    /** What the names of test files end with. */
    static final String ENDING = ".test.yaml";

    /** Takes a copy of the cases. */
    public TestFile {
        cases = List.copyOf(cases);
    }

    /** The pipeline whose tests it holds. */
    String pipeline() {
        return name.substring(0, name.indexOf('/'));
    }

    /** The file itself. */
    public Path path() {
        return routes.resolve(name);
    }

    /**
     * The files of the route.
     *
     * @return the file beside this one with all that it calls; if the route has a name of its own, by convention
     * @throws IllegalArgumentException in one sentence, if a file is missing
     */
    public RouteFiles files() {
        String beside = name.substring(0, name.length() - ENDING.length()) + ".camel.yaml";
        return routes.resolve(beside).toFile().isFile()
                ? RouteFiles.of(routes, pipeline(), List.of(beside))
                : RouteFiles.of(routes, route);
    }
}
