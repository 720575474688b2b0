package dev.dromedary.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Routes after those of Camel's examples, with a {@code from} of ours: {@code src/test/resources/adapted}. */
public final class AdaptedRoutes {

    private static final Path ADAPTED = Path.of("src/test/resources/adapted");
    private static final Path SHARED = Path.of("routes/shared");

    private AdaptedRoutes() {}

    /** Makes a routes folder of them and the error handling of the shipped routes. */
    public static void copyTo(Path folder) throws IOException {
        for (Path from : List.of(ADAPTED, SHARED)) {
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : files.filter(Files::isRegularFile)
                        .filter(file -> !file.endsWith("README.md"))
                        .toList()) {
                    Path to = (from.equals(SHARED) ? folder.resolve("shared") : folder)
                            .resolve(from.relativize(file).toString());
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to);
                }
            }
        }
    }
}
