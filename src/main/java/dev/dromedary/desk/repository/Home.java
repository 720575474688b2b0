package dev.dromedary.desk.repository;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/**
 * Where Dromedary itself is: an unpacked distribution or a clone of its repository. Both have its own {@code routes/},
 * {@code sample-csv/} and {@code terraform/}.
 *
 * @param path the folder
 */
public record Home(Path path) {

    /** Where these classes are from; empty where Dromedary is a dependency of something else. */
    public static Optional<Home> find() {
        CodeSource source = Home.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return Optional.empty();
        }
        try {
            return above(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("These classes are at no path: " + source.getLocation(), e);
        }
    }

    /** @throws RepositoryException if there is none */
    public static Home require() {
        return find().orElseThrow(() -> new RepositoryException(
                "This needs Dromedary's distribution or a clone of its repository: start it by the launcher there."));
    }

    /** The nearest folder above a path that is one. */
    public static Optional<Home> above(Path path) {
        for (Path folder = path.toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("routes/shared/errors.camel.yaml"))
                    && Files.isRegularFile(folder.resolve("terraform/main.tf"))) {
                return Optional.of(new Home(folder));
            }
        }
        return Optional.empty();
    }

    /** The routes that come with it. */
    public Path routes() {
        return path.resolve("routes");
    }

    /** The version that the build wrote into the jar; {@code development} in a clone. */
    public static String version() {
        String version = Home.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
