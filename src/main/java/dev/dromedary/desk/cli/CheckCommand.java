package dev.dromedary.desk.cli;

import dev.dromedary.desk.testing.RouteTests;
import dev.dromedary.desk.testing.TestFileException;
import dev.dromedary.function.steps.JsonText;
import dev.dromedary.plan.Finding;
import dev.dromedary.plan.RoutesFolder;
import dev.dromedary.plan.Suggestion;
import dev.dromedary.plan.check.RoutesCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check}: what is wrong under {@code routes/}. */
@Command(
        name = "check",
        description = {
            "Look for mistakes in everything under routes/, without running it and without AWS: each with file, line and"
                    + " column, what is wrong, and the nearest right name.",
            "Without --environment in all environments that have properties files.",
            "Exit code 1 if there is an error; warnings are none."
        })
final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PIPELINE",
            arity = "0..*",
            description = "Tell only what is wrong in these folders under routes/, and in shared. Default: in all.")
    private List<String> pipelines = new ArrayList<>();

    @Option(
            names = "--json",
            description = "Print one JSON document: findings with file, line, column, severity and message.")
    private boolean json;

    @Mixin
    private EnvironmentOption environment;

    @Mixin
    private RoutesOption routes;

    @Override
    public Integer call() throws IOException {
        routes.existing();
        for (String pipeline : pipelines) {
            if (!Files.isDirectory(routes.path().resolve(pipeline))) {
                throw new UsageException("There is no pipeline \"" + pipeline + "\" in " + routes.path() + "."
                        + Suggestion.among(new RoutesFolder(routes.path()).pipelines(), pipeline));
            }
        }
        RoutesFolder folder = environment.in(new RoutesFolder(routes.path()));
        List<Finding> findings = Stream.concat(
                        new RoutesCheck().check(folder).stream(),
                        TestFileFindings.of(routes.path(), folder.pipelines()).stream())
                .filter(this::isAskedFor)
                .toList();
        long errors = findings.stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .count();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonText.pretty(document(findings, errors)));
        } else {
            Ansi ansi = spec.commandLine().getColorScheme().ansi();
            findings.forEach(finding -> out.println(line(finding, ansi)));
            out.println(
                    findings.isEmpty()
                            ? "Nothing is wrong in " + routes.path() + "."
                            : Amount.of(errors, "error") + ", " + Amount.of(findings.size() - errors, "warning") + ".");
        }
        out.flush();
        return errors > 0 ? Dromedary.FAILED : 0;
    }

    private boolean isAskedFor(Finding finding) {
        String folder = finding.file().substring(0, Math.max(0, finding.file().indexOf('/')));
        return pipelines.isEmpty() || pipelines.contains(folder) || folder.equals("shared");
    }

    /** As compilers write it, so that editors and terminals find the place. */
    private String line(Finding finding, Ansi ansi) {
        boolean error = finding.severity() == Finding.Severity.ERROR;
        String severity = error ? "@|bold,red error|@" : "@|bold,yellow warning|@";
        // Only the word is markup: messages quote what users write.
        return routes.path().resolve(finding.place()) + ": " + ansi.string(severity) + ": " + finding.message();
    }

    private Map<String, Object> document(List<Finding> findings, long errors) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Finding finding : findings) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("file", routes.path().resolve(finding.file()).toString().replace('\\', '/'));
            each.put("line", finding.line());
            each.put("column", finding.column());
            each.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
            each.put("message", finding.message());
            all.add(each);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("errors", errors);
        document.put("warnings", findings.size() - errors);
        document.put("findings", all);
        return document;
    }

    /** What is wrong in the tests beside routes, as {@code check} tells it. */
    private static final class TestFileFindings {

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
            return new Finding(
                    file, Integer.parseInt(place.group(2)), Integer.parseInt(place.group(3)), place.group(4));
        }
    }
}
