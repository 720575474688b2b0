package dev.dromedary.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The environments that have settings of their own: those of files such as {@code health/health.prod.properties}. */
public final class Environments {

    /** What one may be called, as in terraform/variables.tf. */
    public static final String NAME = "[a-z][a-z0-9]{0,9}";

    private static final Pattern FILE = Pattern.compile("([^/]+)/\\1\\.(" + NAME + ")\\.properties");

    private Environments() {}

    /** Those of all pipelines. */
    public static List<String> of(RoutesFolder routes) {
        return of(routes, routes.pipelines());
    }

    /**
     * Those that have a properties file in the folder of a pipeline, or in {@code shared}.
     *
     * @return their names in alphabetical order
     */
    static List<String> of(RoutesFolder routes, List<String> pipelines) {
        Path folder = routes.path();
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.startsWith("shared/") || pipelines.contains(file.replaceFirst("/.*", "")))
                    .flatMap(file -> of(file).stream())
                    .distinct()
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException("The routes folder " + folder + " can't be read", e);
        }
    }

    /**
     * The environment that a properties file is of.
     *
     * @param file relative to the routes folder, with slashes
     * @return its name; empty if the file is none of an environment, or stands where nobody reads it
     */
    public static Optional<String> of(String file) {
        Matcher name = FILE.matcher(file);
        return name.matches() ? Optional.of(name.group(2)) : Optional.empty();
    }
}
