package dev.dromedary.plan.check;

import dev.dromedary.plan.Suggestion;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Classes that routes name. Whether there is such a class or method, only the class path can tell. */
final class ClassNames {

    private ClassNames() {}

    /** The class of a name, if there is one; nothing of it is run. */
    static Optional<Class<?>> find(String name) {
        try {
            return Optional.of(Class.forName(name, false, ClassNames.class.getClassLoader()));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    /** Public methods of a class by name. */
    static List<Method> methods(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name))
                .toList();
    }

    /** The sentence that suggests a class of the same package. */
    static String near(String name) {
        int dot = name.lastIndexOf('.');
        Set<String> names = new TreeSet<>();
        try {
            String folder = name.substring(0, Math.max(dot, 0)).replace('.', '/');
            // A package may be spread over several folders and jars.
            for (URL found : Collections.list(ClassNames.class.getClassLoader().getResources(folder))) {
                collect(found.toURI(), folder, names);
            }
        } catch (URISyntaxException | IOException e) {
            // It is only about what may have been meant.
            return "";
        }
        return Suggestion.among(names, name.substring(dot + 1));
    }

    private static void collect(URI place, String folder, Set<String> names) throws IOException {
        if (!place.getScheme().equals("jar")) {
            collect(Path.of(place), names);
            return;
        }
        try {
            collect(FileSystems.getFileSystem(place).getPath(folder), names);
        } catch (FileSystemNotFoundException e) {
            try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
                collect(jar.getPath(folder), names);
            }
        }
    }

    private static void collect(Path folder, Set<String> names) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".class") && !file.contains("$"))
                    .forEach(file -> names.add(file.replace(".class", "")));
        }
    }
}
