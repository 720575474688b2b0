package dev.dromedary.desk.repository;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * A repository of one's own: a folder with {@code routes/} and {@code dromedary.properties}.
 *
 * @param folder its folder
 */
public record Repository(Path folder) {

    /** What makes a folder a repository of one's own. */
    public static final String FILE = "dromedary.properties";

    /**
     * The one that a routes folder belongs to.
     *
     * @param routes the routes folder, which need not be there
     * @return the repository; empty where no {@code dromedary.properties} is beside the folder
     */
    public static Optional<Repository> of(Path routes) {
        Path folder = routes.toAbsolutePath().normalize().getParent();
        return folder != null && Files.isRegularFile(folder.resolve(FILE))
                ? Optional.of(new Repository(folder))
                : Optional.empty();
    }

    /** The version of Dromedary that it is made for; empty if it names none. */
    public Optional<String> version() {
        return Optional.ofNullable(properties().getProperty("version"))
                .map(String::strip)
                .filter(version -> !version.isEmpty());
    }

    /** What it adds to its functions, such as {@code camel-http}; empty if nothing. */
    public List<String> libraries() {
        return Arrays.stream(properties().getProperty("with", "").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private Properties properties() {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve(FILE))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    /**
     * Makes sure that it can be worked on: it is made for this version, and what comes with the version is there.
     *
     * @param home of the running Dromedary
     * @param running its version; a clone's is any
     * @throws RepositoryException if it is made for another version
     */
    public void prepare(Home home, String running) {
        Optional<String> wanted = version().filter(version -> !version.equals(running));
        if (wanted.isPresent() && !running.equals("development")) {
            throw new RepositoryException(folder.resolve(FILE) + " says that this repository is made for Dromedary "
                    + wanted.get() + ", and this is " + running + ": start that one, or write version=" + running
                    + " there and look at what changes.");
        }
        SharedRoutes.bring(home.routes().resolve("shared"), folder.resolve("routes/shared"));
    }
}
