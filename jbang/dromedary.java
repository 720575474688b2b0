///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//DESCRIPTION Dromedary's command line: its distribution is fetched once, and started.

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Starts the distribution of a release with the arguments, and ends with its exit code; 2 where there is none. It is fetched once, held to the
 * release's SHA256SUMS, and unpacked into the folder in which launchers of repositories look for it, too. DROMEDARY_DISTRIBUTION names another
 * zip: an address, beside which there is a SHA256SUMS, or a file, which is taken as it is. One file without libraries, so that {@code java} runs it
 * as well as jbang: docs/your-own-repository.md.
 */
final class Dromedary {

    /** Both as in pom.xml. */
    private static final String VERSION = "0.2.0-SNAPSHOT";

    private static final String REPOSITORY = "OWNER/dromedary";

    /** A mistake, or something that is missing, in one sentence. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1;

        Refusal(String sentence) {
            super(sentence);
        }
    }

    private Dromedary() {}

    public static void main(String[] arguments) throws InterruptedException {
        int code;
        try {
            code = start(home(), List.of(arguments));
        } catch (Refusal refusal) {
            System.err.println(refusal.getMessage());
            code = 2;
        } catch (IOException | UncheckedIOException failure) {
            System.err.println("Dromedary can't be unpacked or started: " + failure.getMessage());
            code = 2;
        }
        System.exit(code);
    }

    private static Path home() throws IOException, InterruptedException, Refusal {
        String named =
                Optional.ofNullable(System.getenv("DROMEDARY_DISTRIBUTION")).orElse("");
        Path distributions = cache().resolve("distributions");
        if (named.isBlank()) {
            Path home = distributions.resolve("dromedary-" + VERSION);
            if (Files.exists(home)) {
                return home;
            }
            if (VERSION.endsWith("-SNAPSHOT")) {
                throw new Refusal("Dromedary " + VERSION + " is no release: name one (jbang dromedary@" + REPOSITORY
                        + "/vVERSION), or let DROMEDARY_DISTRIBUTION name a zip.");
            }
            return fetched(
                    URI.create("https://github.com/" + REPOSITORY + "/releases/download/v" + VERSION + "/dromedary-"
                            + VERSION + ".zip"),
                    distributions,
                    home);
        }
        if (named.matches("https?://.*")) {
            Path folder = distributions.resolve(key(named));
            return fetched(address(named), distributions, folder);
        }
        Path zip = Path.of(named).toAbsolutePath();
        if (!Files.isRegularFile(zip)) {
            throw new Refusal("There is no zip " + zip + ", which DROMEDARY_DISTRIBUTION names.");
        }
        // Another zip in its place is unpacked anew.
        Path folder = distributions.resolve(key(zip + " " + Files.size(zip) + " " + Files.getLastModifiedTime(zip)));
        return Files.exists(folder) ? folder : unpacked(zip, zip.toString(), distributions, folder);
    }

    private static URI address(String named) throws Refusal {
        try {
            return URI.create(named);
        } catch (IllegalArgumentException e) {
            throw new Refusal("DROMEDARY_DISTRIBUTION is no address: " + named);
        }
    }

    private static Path cache() {
        String folder = System.getenv("XDG_CACHE_HOME");
        Path caches = folder == null || folder.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(folder);
        return caches.resolve("dromedary");
    }

    private static Path fetched(URI zip, Path distributions, Path home)
            throws IOException, InterruptedException, Refusal {
        if (Files.exists(home)) {
            return home;
        }
        System.err.println("Fetching " + zip + "…");
        Files.createDirectories(distributions);
        Path file = Files.createTempFile(distributions, "unfinished", ".zip");
        try {
            MessageDigest digest = sha256();
            try (InputStream in = new DigestInputStream(opened(zip), digest)) {
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw notFetched(zip, e);
            }
            String found = HexFormat.of().formatHex(digest.digest());
            if (!found.equals(expected(zip))) {
                throw new Refusal(zip + " is not what SHA256SUMS beside it says: its SHA-256 is " + found + ".");
            }
            return unpacked(file, zip.toString(), distributions, home);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** The hash that the release's SHA256SUMS has for a zip; lines are as sha256sum writes them. */
    private static String expected(URI zip) throws InterruptedException, Refusal {
        URI sums = zip.resolve("SHA256SUMS");
        String text;
        try (InputStream in = opened(sums)) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw notFetched(sums, e);
        }
        String name = zip.getPath().substring(zip.getPath().lastIndexOf('/') + 1);
        return text.lines()
                .filter(line -> line.matches("[0-9a-f]{64} [ *].+")
                        && line.substring(66).equals(name))
                .map(line -> line.substring(0, 64))
                .findFirst()
                .orElseThrow(() -> new Refusal(sums + " has no line for " + name + "."));
    }

    private static InputStream opened(URI address) throws IOException, InterruptedException, Refusal {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(30))
                .build();
        HttpResponse<InputStream> response =
                client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            response.body().close();
            throw notFetched(address, new IOException("the answer is " + response.statusCode()));
        }
        return response.body();
    }

    private static Refusal notFetched(URI address, IOException failure) {
        String reason = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return new Refusal(address + " can't be fetched (" + reason
                + "); let DROMEDARY_DISTRIBUTION name the zip where it is to be had: a file, or an address.");
    }

    /** Unpacks to a folder beside, and moves what is complete. */
    private static Path unpacked(Path zip, String name, Path distributions, Path home) throws IOException, Refusal {
        Files.createDirectories(distributions);
        Path unfinished = Files.createTempDirectory(distributions, "unfinished");
        try {
            try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    Path file = unfinished.resolve(entry.getName()).normalize();
                    if (!file.startsWith(unfinished)) {
                        throw new Refusal(name + " is no distribution: it has " + entry.getName() + ".");
                    }
                    if (entry.isDirectory()) {
                        Files.createDirectories(file);
                    } else {
                        Files.createDirectories(file.getParent());
                        Files.copy(in, file);
                    }
                }
            } catch (ZipException e) {
                throw new Refusal(name + " is no zip: " + e.getMessage() + ".");
            }
            Path top = top(unfinished)
                    .orElseThrow(() ->
                            new Refusal(name + " is no distribution: it has no dromedary-VERSION/bin/dromedary."));
            if (!top.resolve("bin/dromedary").toFile().setExecutable(true, false)) {
                throw new IOException(top + " lets no file be made executable");
            }
            try {
                Files.move(top, home);
            } catch (IOException e) {
                // Another start has been faster.
                if (!Files.exists(home)) {
                    throw e;
                }
            }
            return home;
        } finally {
            removed(unfinished);
        }
    }

    private static Optional<Path> top(Path folder) throws IOException {
        try (Stream<Path> tops = Files.list(folder)) {
            return tops.filter(each -> Files.isRegularFile(each.resolve("bin/dromedary")))
                    .findFirst();
        }
    }

    private static void removed(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static int start(Path home, List<String> arguments) throws IOException, InterruptedException {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        String launcher =
                home.resolve(windows ? "bin/dromedary.cmd" : "bin/dromedary").toString();
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(Stream.of(launcher), arguments.stream()).toList())
                .inheritIO();
        // The JDK that jbang has found, or fetched.
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        // Who ends this ends Dromedary, and waits for it.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            process.destroy();
            process.onExit().join();
        }));
        return process.waitFor();
    }

    private static String key(String text) {
        byte[] hash = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, 8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
