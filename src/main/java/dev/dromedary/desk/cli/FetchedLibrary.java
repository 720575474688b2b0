package dev.dromedary.desk.cli;

import dev.dromedary.function.records.Sha256;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;

/**
 * A library that the distribution may not hold, as its licence does not let it be handed on. It is taken from the local Maven
 * repository, or else from the one that {@code DROMEDARY_REPOSITORY} names, Maven Central if it names none; and is what it was
 * when the distribution was built, or is not taken.
 */
final class FetchedLibrary {

    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Properties library;

    private FetchedLibrary(Properties library) {
        this.library = library;
    }

    /**
     * Called by the launcher before the class path is known: this class and the JDK are all it needs.
     *
     * @param arguments the properties file that says what to fetch, the folder to keep it in, and the file to write its path to
     * @throws IOException if the properties can't be read, or nothing can be written
     * @throws InterruptedException if the thread is told to end
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Properties library = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(arguments[0]))) {
            library.load(reader);
        }
        Path local = Path.of(System.getProperty(
                "maven.repo.local",
                Path.of(System.getProperty("user.home"), ".m2", "repository").toString()));
        try {
            Path jar = fetch(library, local, System.getenv(), Path.of(arguments[1]));
            // A launcher of Windows reads a line.
            Files.writeString(Path.of(arguments[2]), jar + System.lineSeparator());
        } catch (UsageException e) {
            System.err.println(e.getMessage());
            Runtime.getRuntime().exit(Dromedary.FAILED);
        }
    }

    /**
     * Fetches a library.
     *
     * @param library name, path in a repository, sha256, and the repository
     * @param local the local Maven repository, which need not be there
     * @param environment of the process
     * @param folder to keep it in
     * @return where it is
     * @throws UsageException if it can't be fetched; one sentence
     */
    static Path fetch(Properties library, Path local, Map<String, String> environment, Path folder)
            throws IOException, InterruptedException {
        return new FetchedLibrary(library).take(local, environment, folder);
    }

    private Path take(Path local, Map<String, String> environment, Path folder)
            throws IOException, InterruptedException {
        String path = library.getProperty("path");
        Path known = local.resolve(path);
        if (Files.isRegularFile(known) && isRight(known)) {
            return known.toAbsolutePath();
        }
        Path kept = folder.resolve(Path.of(path).getFileName());
        if (Files.isRegularFile(kept) && isRight(kept)) {
            return kept.toAbsolutePath();
        }
        String repository = environment
                .getOrDefault("DROMEDARY_REPOSITORY", library.getProperty("repository"))
                .replaceFirst("/+$", "");
        System.err.println("Fetching " + library.getProperty("name") + ", whose licence does not let us hand it on…");
        Files.createDirectories(folder);
        Path unfinished = Files.createTempFile(folder, "fetched", ".unfinished");
        try {
            download(URI.create(repository + "/" + path), unfinished);
            if (!isRight(unfinished)) {
                throw missing("what is at " + repository + " is not what it was when Dromedary was built");
            }
            Files.move(unfinished, kept, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        return kept.toAbsolutePath();
    }

    private void download(URI address, Path file) throws InterruptedException {
        try {
            HttpResponse<Path> response = HttpClient.newBuilder()
                    .connectTimeout(CONNECTING)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build()
                    .send(
                            HttpRequest.newBuilder(address).timeout(LONGEST).build(),
                            HttpResponse.BodyHandlers.ofFile(file));
            if (response.statusCode() != 200) {
                throw missing(address + " answers " + response.statusCode());
            }
        } catch (IOException | IllegalArgumentException e) {
            throw missing(address + " can't be read (" + e + ")");
        }
    }

    private UsageException missing(String reason) {
        return new UsageException(library.getProperty("name") + " is missing, which run and test need: " + reason
                + "; name a Maven repository that has it with DROMEDARY_REPOSITORY.");
    }

    private boolean isRight(Path file) throws IOException {
        return HexFormat.of()
                .formatHex(Sha256.digest().digest(Files.readAllBytes(file)))
                .equals(library.getProperty("sha256"));
    }
}
