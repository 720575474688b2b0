package dev.dromedary.desk.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where Dromedary's versions are on this machine, for the launchers of repositories: a file a version, in the user's cache
 * and in the repository itself, as two clones may be of the same version.
 */
public final class KnownHomes {

    /** The folder in a repository; git ignores it, as it is of this machine. */
    public static final String OWN = ".dromedary";

    private KnownHomes() {}

    /**
     * The user's cache: {@code XDG_CACHE_HOME}, or {@code ~/.cache}.
     *
     * @param environment of the process
     */
    public static Path cache(Map<String, String> environment) {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        return (cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache))
                .resolve("dromedary");
    }

    /**
     * Notes where a version is.
     *
     * @param cache the user's cache, or {@value #OWN} of a repository
     * @throws IOException if the cache can't be written to
     */
    public static void note(Path cache, Home home, String version) throws IOException {
        Path homes = Files.createDirectories(cache.resolve("homes"));
        // A launcher of Windows reads a line.
        Files.writeString(homes.resolve(version), home.path() + System.lineSeparator());
    }
}
