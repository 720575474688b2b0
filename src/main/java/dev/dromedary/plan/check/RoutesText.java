package dev.dromedary.plan.check;

import dev.dromedary.function.runtime.KameletNames;
import dev.dromedary.plan.Finding;
import dev.dromedary.plan.ForbiddenCharacter;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * All that stands under {@code routes/}.
 *
 * @param folder the routes folder
 * @param files every file by its name
 * @param elements what route files hold
 * @param misshapen files that hold what Camel's schema does not allow, so that some of their steps may not be known
 */
record RoutesText(RoutesFolder folder, Map<String, SourceFile> files, List<Element> elements, Set<String> misshapen) {

    static final String ROUTE = ".camel.yaml";
    /** Route tests stand beside the routes. */
    private static final String TEST = ".test.yaml";

    /** The same in an environment. */
    RoutesText in(String environment) {
        return new RoutesText(folder.in(environment), files, elements, misshapen);
    }

    /** The route files that hold something. */
    List<SourceFile> routeFiles() {
        return files.values().stream()
                .filter(file -> file.name().endsWith(ROUTE) && file.root().isPresent())
                .toList();
    }

    /** What route files hold of a type, such as {@code RouteDefinition}; without what is written as a mere text. */
    List<Element> ofType(String type) {
        return elements.stream()
                .filter(element ->
                        element.type().equals(type) && element.value().isMap())
                .toList();
    }

    /**
     * Reads a routes folder.
     *
     * @param schema Camel's schema of route files
     * @param findings gets what can't be read, and what Camel's schema does not allow
     * @throws IOException if the folder can't be read
     */
    static RoutesText read(RoutesFolder folder, CamelSchema schema, List<Finding> findings) throws IOException {
        Map<String, SourceFile> files = new TreeMap<>();
        List<Path> paths;
        try (Stream<Path> all = Files.walk(folder.path())) {
            paths = all.filter(Files::isRegularFile).toList();
        }
        for (Path path : paths) {
            String name = folder.path().relativize(path).toString().replace('\\', '/');
            read(path, name, findings).ifPresent(file -> files.put(name, file));
        }
        List<Element> elements = new ArrayList<>();
        for (SourceFile file : files.values()) {
            if (file.name().endsWith(ROUTE) && isRouteFile(file, findings)) {
                elements.addAll(
                        new SchemaWalk(schema, file, findings).walk(file.root().orElseThrow()));
                bare(file).forEach(elements::add);
            }
        }
        Set<String> misshapen = findings.stream().map(Finding::file).collect(Collectors.toSet());
        return new RoutesText(folder, files, elements, misshapen);
    }

    /** Routes without "route": "from" alone, as Camel takes them, too. */
    private static List<Element> bare(SourceFile file) {
        return file.root().orElseThrow().items().stream()
                .filter(item -> item.isMap() && item.get("from").isPresent())
                .map(item -> new Element(file, "RouteDefinition", "route", item, null))
                .toList();
    }

    private static Optional<SourceFile> read(Path path, String name, List<Finding> findings) throws IOException {
        String text;
        try {
            text = Files.readString(path);
        } catch (CharacterCodingException e) {
            // A picture, say; a file that is named by a route is missed there.
            if (name.endsWith(ROUTE) || name.endsWith(".json")) {
                findings.add(new Finding(name, 1, 1, "The file is no text in UTF-8."));
            }
            return Optional.empty();
        }
        boolean kamelet = name.endsWith(KameletNames.ENDING);
        if (name.matches(".*\\.ya?ml") && !name.endsWith(ROUTE) && !name.endsWith(TEST) && !kamelet) {
            String right = name.replaceFirst("(\\.camel)?\\.ya?ml$", ROUTE);
            findings.add(new Finding(
                    name,
                    1,
                    1,
                    "The file is not loaded: a route file ends in " + ROUTE + ", and a test of one in " + TEST
                            + ". Did you mean \"" + right + "\"?"));
        }
        if (!name.endsWith(ROUTE) && !name.endsWith(".json") && !kamelet) {
            return Optional.of(new SourceFile(name, text, Optional.empty()));
        }
        try {
            return Optional.of(new SourceFile(name, text, Value.parse(text)));
        } catch (YamlEngineException e) {
            if (name.endsWith(ROUTE) || kamelet) {
                findings.add(broken(name, text, e));
            }
            // JSON's own reader tells more of a document.
            return Optional.of(new SourceFile(name, text, Optional.empty()));
        }
    }

    private static Finding broken(String name, String text, YamlEngineException failure) {
        Optional<ForbiddenCharacter> forbidden = ForbiddenCharacter.in(text);
        if (forbidden.isPresent()) {
            return forbidden.get().finding(name);
        }
        Optional<Mark> mark = failure instanceof MarkedYamlEngineException marked
                ? marked.getProblemMark().or(marked::getContextMark)
                : Optional.empty();
        String problem = failure instanceof MarkedYamlEngineException marked && marked.getProblem() != null
                ? (marked.getContext() == null ? "" : marked.getContext() + " ") + marked.getProblem()
                : String.valueOf(failure.getMessage());
        return new Finding(
                name,
                mark.map(Mark::getLine).orElse(0) + 1,
                mark.map(Mark::getColumn).orElse(0) + 1,
                "This is no YAML: " + problem.lines().findFirst().orElse("") + ".");
    }

    private static boolean isRouteFile(SourceFile file, List<Finding> findings) {
        if (file.name().chars().filter(letter -> letter == '/').count() != 1) {
            findings.add(new Finding(
                    file.name(),
                    1,
                    1,
                    "The file is not loaded: a route file stands in the folder of its pipeline, such as orders/take"
                            + ROUTE + "."));
        }
        if (file.root().isEmpty()) {
            // What is no YAML has a finding of its own.
            if (findings.stream().noneMatch(finding -> finding.file().equals(file.name()))) {
                findings.add(new Finding(file.name(), 1, 1, "The file is empty, so it holds no route."));
            }
            return false;
        }
        Value root = file.root().get();
        if (!root.isList() || root.items().isEmpty()) {
            findings.add(file.finding(
                    root, "The file holds no route; a route file is a list whose items begin with \"- route:\"."));
            return false;
        }
        return true;
    }
}
