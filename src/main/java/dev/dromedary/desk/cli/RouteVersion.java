package dev.dromedary.desk.cli;

import dev.dromedary.function.runtime.RouteFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files of one function as they were at one time.
 *
 * @param routes text of each route file, by its name relative to the routes folder, in the order of loading
 * @param others texts of what lies beside them and they may name, in the same way: properties, schemas, templates
 */
record RouteVersion(Map<String, String> routes, Map<String, String> others) {

    private static final List<String> NAMED = List.of(".properties", ".json", ".ftl", ".ftlh", ".sql");

    static RouteVersion of(RouteFiles files) {
        Map<String, String> routes = new LinkedHashMap<>();
        files.routes().forEach(file -> routes.put(file, read(files.folder().resolve(file))));
        Map<String, String> others = new TreeMap<>();
        files.routes().stream()
                .map(file -> files.folder().resolve(file).getParent())
                .distinct()
                .forEach(folder -> addOthers(files.folder(), folder, others));
        return new RouteVersion(routes, others);
    }

    /** The names of the files that are new, gone or otherwise than in another version. */
    Set<String> changedSince(RouteVersion before) {
        Set<String> changed = new TreeSet<>();
        addChanged(before.routes, routes, changed);
        addChanged(before.others, others, changed);
        return changed;
    }

    private static void addChanged(Map<String, String> before, Map<String, String> now, Set<String> changed) {
        Stream.concat(before.keySet().stream(), now.keySet().stream())
                .filter(file -> !Objects.equals(before.get(file), now.get(file)))
                .forEach(changed::add);
    }

    private static void addOthers(Path root, Path folder, Map<String, String> others) {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> NAMED.stream().anyMatch(file.toString()::endsWith))
                    .forEach(file -> others.put(root.relativize(file).toString(), read(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " can't be read", e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " can't be read", e);
        }
    }
}
