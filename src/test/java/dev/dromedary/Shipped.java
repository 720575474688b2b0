package dev.dromedary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The pipelines that come with this project. Tests of them look at these and no others: whoever adds a pipeline of their own
 * beside them breaks no test.
 */
public final class Shipped {

    /** The routes folder, which may hold more. */
    public static final Path ROUTES = Path.of("routes");

    /** Folders of pipelines, in alphabetical order. */
    public static final List<String> PIPELINES = List.of("catalog", "customers", "health", "pipelines", "weblogs");

    private static final String SHARED = "shared";

    private Shipped() {}

    /**
     * The files of the shipped pipelines, and what they share.
     *
     * @param routes a folder that holds them, and maybe more
     * @return all files
     * @throws IOException if the folder can't be read
     */
    public static List<Path> files(Path routes) throws IOException {
        try (Stream<Path> files = Files.walk(routes)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> isShipped(routes.relativize(file).toString()))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Whether a file belongs to a shipped pipeline.
     *
     * @param name relative to the routes folder
     * @return true if it does
     */
    public static boolean isShipped(String name) {
        String folder = name.split("[/\\\\]", 2)[0];
        return folder.equals(SHARED) || PIPELINES.contains(folder);
    }

    /**
     * Copies the files of the shipped pipelines, and what they share.
     *
     * @param folder the routes folder to be
     * @throws IOException if that fails
     */
    public static void copyTo(Path folder) throws IOException {
        for (Path file : files(ROUTES)) {
            Path copy = folder.resolve(ROUTES.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }
}
