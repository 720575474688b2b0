package dev.dromedary.desk.cli;

import dev.dromedary.desk.testing.RouteTests;
import dev.dromedary.desk.testing.TestFileException;
import dev.dromedary.plan.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong in the tests beside routes, as {@code check} tells it. */
final class TestFileFindings {

    private static final Pattern PLACE = Pattern.compile("(.*\\.test\\.yaml):(\\d+):(\\d+): (.*)");

    private TestFileFindings() {}

    /**
     * Reads the test files of pipelines, without running them.
     *
     * @param routes the routes folder
     * @param pipelines their names
     * @return what is wrong, with file, line and column
     */
    static List<Finding> of(Path routes, List<String> pipelines) {
        RouteTests tests = new RouteTests(routes);
        List<Finding> findings = new ArrayList<>();
        for (String pipeline : pipelines) {
            try {
                tests.of(pipeline);
            } catch (TestFileException e) {
                e.getMessage().lines().forEach(line -> findings.add(finding(routes, pipeline, line)));
            }
        }
        return findings;
    }

    private static Finding finding(Path routes, String pipeline, String line) {
        Matcher place = PLACE.matcher(line);
        if (!place.matches()) {
            return new Finding(pipeline, -1, line);
        }
        String file = routes.relativize(Path.of(place.group(1))).toString().replace('\\', '/');
        return new Finding(file, Integer.parseInt(place.group(2)), Integer.parseInt(place.group(3)), place.group(4));
    }
}
