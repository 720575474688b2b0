package dev.dromedary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The shipped error handling, for a test's own routes folder: no route starts without any. */
public final class ErrorsFile {

    /** Relative to the routes folder. */
    public static final String NAME = "shared/errors.camel.yaml";

    private ErrorsFile() {}

    /**
     * Copies it.
     *
     * @param routes a routes folder
     * @throws IOException if that fails
     */
    public static void copyTo(Path routes) throws IOException {
        Path copy = routes.resolve(NAME);
        Files.createDirectories(copy.getParent());
        Files.copy(Path.of("routes", NAME), copy, StandardCopyOption.REPLACE_EXISTING);
    }
}
