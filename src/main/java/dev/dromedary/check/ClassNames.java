package dev.dromedary.check;

import dev.dromedary.plan.Suggestion;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    static List<java.lang.reflect.Method> methods(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name))
                .toList();
    }

    /** The sentence that suggests a class of the same package. */
    static String near(String name) {
        int dot = name.lastIndexOf('.');
        String folder = name.substring(0, Math.max(dot, 0)).replace('.', '/');
        URL found = ClassNames.class.getClassLoader().getResource(folder);
        if (dot < 0 || found == null) {
            return "";
        }
        try {
            URI uri = found.toURI();
            if (!uri.getScheme().equals("jar")) {
                return among(Path.of(uri), name);
            }
            try {
                return among(FileSystems.getFileSystem(uri).getPath(folder), name);
            } catch (FileSystemNotFoundException e) {
                try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                    return among(jar.getPath(folder), name);
                }
            }
        } catch (java.net.URISyntaxException | IOException e) {
            return "";
        }
    }

    private static String among(Path folder, String name) throws IOException {
        String simple = name.substring(name.lastIndexOf('.') + 1);
        try (Stream<Path> files = Files.list(folder)) {
            return Suggestion.among(
                    files.map(file -> file.getFileName().toString())
                            .filter(file -> file.endsWith(".class") && !file.contains("$"))
                            .map(file -> file.replace(".class", ""))
                            .toList(),
                    simple);
        }
    }
}
