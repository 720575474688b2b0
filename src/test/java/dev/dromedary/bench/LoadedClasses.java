package dev.dromedary.bench;

import dev.dromedary.function.runtime.RouteFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes the list of classes that functions load ahead when they start: which ones each shipped function loads until it has handled its
 * sample, and by which words in the files of a route others can tell that they need them, too.
 *
 * <p>Arguments: the function zip, the plan (JSON), the list.
 */
public final class LoadedClasses {

    /** A class of a jar or of the JDK's modules, and none that is made at run time or is in the JVM's own archive. */
    private static final Pattern LOADED =
            Pattern.compile("^(?:\\[[^]]*])+ +([\\w.$]+) source: (?:file:\\S*/lib/\\w+\\.jar|jrt:\\S+)$");

    /** The scheme of an endpoint, a step or a language as a key of YAML, a bean. */
    private static final Pattern WORD = Pattern.compile(
            "(?<=uri: )\"?[a-z][a-z0-9-]*:|(?<=\\n {1,40}(?:- )?)[a-zA-Z]+:(?=\\n)|#[a-zA-Z]+|\\{\\{[a-z]+:");

    private LoadedClasses() {}

    /**
     * Starts all functions and writes the list.
     *
     * @param arguments the function zip, the plan, the list
     */
    public static void main(String[] arguments) throws Exception {
        Path logs = Files.createTempDirectory("loaded-classes");
        Map<String, List<String>> loaded = new TreeMap<>();
        Map<String, String> texts = new TreeMap<>();
        PlannedStart.eachBeforeItsSnapshot(
                Path.of(arguments[0]),
                Path.of(arguments[1]),
                route -> List.of("-Xlog:class+load:file=" + logs.resolve(route)),
                start -> {
                    loaded.put(start.route(), classes(logs.resolve(start.route())));
                    texts.put(start.route(), text(RouteFiles.of(Path.of("routes"), start.route())));
                });
        Set<String> words = new LinkedHashSet<>();
        texts.values().forEach(text -> WORD.matcher(text)
                .results()
                .forEach(found -> words.add(found.group().replace("\"", ""))));
        List<String> lines = new WordsOfClasses(texts, words).lines(loaded);
        Files.write(Path.of(arguments[2]), lines);
        System.out.printf("%d classes of %d functions%n", lines.size(), loaded.size());
    }

    private static List<String> classes(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.map(LOADED::matcher)
                    .filter(Matcher::matches)
                    .map(line -> line.group(1))
                    .filter(name -> !name.contains("$$"))
                    .distinct()
                    .toList();
        }
    }

    private static String text(RouteFiles files) throws IOException {
        List<String> texts = new ArrayList<>();
        for (String file : files.routes()) {
            texts.add(Files.readString(files.folder().resolve(file)));
        }
        return String.join("", texts);
    }
}
