package dev.dromedary.desk.cli;

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
record Home(Path path) {

    /** Where these classes are from; empty where Dromedary is a dependency of something else. */
    static Optional<Home> find() {
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

    /** @throws UsageException if there is none */
    static Home require() {
        return find().orElseThrow(() -> new UsageException(
                "This needs Dromedary's distribution or a clone of its repository: start it by the launcher there."));
    }

    /** The nearest folder above a path that is one. */
    static Optional<Home> above(Path path) {
        for (Path folder = path.toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("routes/shared/errors.camel.yaml"))
                    && Files.isRegularFile(folder.resolve("terraform/main.tf"))) {
                return Optional.of(new Home(folder));
            }
        }
        return Optional.empty();
    }

    /** The routes that come with it. */
    Path routes() {
        return path.resolve("routes");
    }
}
