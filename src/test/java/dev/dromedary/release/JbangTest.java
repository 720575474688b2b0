package dev.dromedary.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.apache.maven.model.Model;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What jbang compiles and starts, with a small distribution that says what it is started with. */
@DisabledOnOs(OS.WINDOWS)
class JbangTest {

    private static final Path SCRIPT = Path.of("jbang/dromedary.java");
    private static final String LAUNCHER = """
            #!/bin/sh
            echo "1.0 $1,$2 by $JAVA_HOME: $(cat)"
            echo mistake >&2
            exit 3
            """;

    @TempDir
    static Path classes;

    @TempDir
    Path folder;

    private final Map<String, byte[]> served = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeAll
    static void compile() {
        String own = classes.toString();
        int code = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-Xlint:all", "-Werror", "-cp", own, "-d", own, SCRIPT.toString());
        assertThat(code).isZero();
    }

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            byte[] body = served.get(path);
            exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
            if (body != null) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String address(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    private static byte[] zip(String file, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(file));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] sums(byte[] zip) throws Exception {
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(zip));
        return ("0".repeat(64) + "  dromedary-1.0.jar\n" + hash + "  dromedary-1.0.zip\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private String started(String distribution) throws IOException, InterruptedException {
        return started(distribution, "-XX:TieredStopAtLevel=1", "-cp", classes.toString(), "Dromedary");
    }

    /** Exit code, and what is printed and told. */
    private String started(String distribution, String... program) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(List.of(program));
        command.addAll(List.of("check", "a b"));
        Path input = Files.writeString(folder.resolve("input"), "typed");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(input.toFile())
                .redirectErrorStream(true);
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        builder.environment().put("DROMEDARY_DISTRIBUTION", distribution);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + output.strip();
    }

    private String works() {
        return "1.0 check,a b by " + System.getProperty("java.home") + ": typed\nmistake";
    }

    private List<String> kept() throws IOException {
        try (var files = Files.list(folder.resolve("cache/dromedary/distributions"))) {
            return files.map(each -> each.getFileName().toString()).toList();
        }
    }

    @Test
    void shouldFetchItOnce_whenItIsAtAnAddress() throws Exception {
        byte[] zip = zip("dromedary-1.0/bin/dromedary", LAUNCHER);
        served.put("/v1.0/dromedary-1.0.zip", zip);
        served.put("/v1.0/SHA256SUMS", sums(zip));
        String distribution = address("/v1.0/dromedary-1.0.zip");

        assertThat(started(distribution)).isEqualTo("3 Fetching " + distribution + "…\n" + works());
        assertThat(started(distribution)).isEqualTo("3 " + works());
        assertThat(asked).containsExactly("/v1.0/dromedary-1.0.zip", "/v1.0/SHA256SUMS");
        assertThat(kept()).as("and nothing unfinished").hasSize(1);
    }

    @Test
    void shouldStartNothing_whenTheZipIsAnotherOne() throws Exception {
        served.put("/dromedary-1.0.zip", zip("dromedary-1.0/bin/dromedary", LAUNCHER));
        served.put("/SHA256SUMS", sums(zip("dromedary-1.0/bin/dromedary", "")));

        assertThat(started(address("/dromedary-1.0.zip")))
                .startsWith("2 ")
                .contains("/dromedary-1.0.zip is not what SHA256SUMS beside it says")
                .doesNotContain("typed");
        assertThat(kept()).isEmpty();
    }

    @Test
    void shouldSayWhatToDo_whenItCanNotBeFetched() throws Exception {
        byte[] zip = zip("dromedary-1.0/bin/dromedary", LAUNCHER);
        served.put("/unknown/dromedary-1.0.zip", zip);
        served.put("/other/dromedary-1.0.zip", zip);
        served.put("/other/SHA256SUMS", "".getBytes(StandardCharsets.UTF_8));
        String told = "let DROMEDARY_DISTRIBUTION name the zip where it is to be had: a file, or an address.";

        assertThat(started(address("/nothing.zip")))
                .startsWith("2 ")
                .endsWith("/nothing.zip can't be fetched (the answer is 404); " + told);
        assertThat(started(address("/unknown/dromedary-1.0.zip")))
                .startsWith("2 ")
                .endsWith("/unknown/SHA256SUMS can't be fetched (the answer is 404); " + told);
        assertThat(started(address("/other/dromedary-1.0.zip")))
                .startsWith("2 ")
                .endsWith("/other/SHA256SUMS has no line for dromedary-1.0.zip.");
        int port = server.getAddress().getPort();
        server.stop(0);
        assertThat(started("http://localhost:" + port + "/dromedary-1.0.zip"))
                .startsWith("2 ")
                .endsWith("/dromedary-1.0.zip can't be fetched (ConnectException); " + told);
        assertThat(kept()).isEmpty();
    }

    @Test
    void shouldTakeItAnew_whenThereIsAnotherFile() throws Exception {
        Path zip = folder.resolve("dromedary-1.0.zip");
        Files.write(zip, zip("dromedary-1.0/bin/dromedary", LAUNCHER));

        assertThat(started(zip.toString())).isEqualTo("3 " + works());
        assertThat(started(zip.toString(), SCRIPT.toAbsolutePath().toString()))
                .as("without jbang, by java")
                .isEqualTo("3 " + works());
        assertThat(kept()).hasSize(1);
        Files.write(zip, zip("dromedary-1.0/bin/dromedary", LAUNCHER.replace("1.0", "the next")));
        assertThat(started(zip.toString())).isEqualTo("3 " + works().replace("1.0", "the next"));
    }

    @Test
    void shouldRefuseIt_whenItIsNoDistribution() throws Exception {
        Path zip = folder.resolve("some.zip");

        assertThat(started(zip.toString()))
                .isEqualTo("2 There is no zip " + zip + ", which DROMEDARY_DISTRIBUTION names.");
        Files.write(zip, zip("readme.txt", "none"));
        assertThat(started(zip.toString()))
                .isEqualTo("2 " + zip + " is no distribution: it has no dromedary-VERSION/bin/dromedary.");
        Files.write(zip, zip("../../../evil", "none"));
        assertThat(started(zip.toString())).isEqualTo("2 " + zip + " is no distribution: it has ../../../evil.");
        assertThat(folder.resolve("cache/evil")).doesNotExist();
    }

    @Test
    void shouldStartThatOfItsVersion_whenNoneIsNamed() throws Exception {
        Path launcher =
                folder.resolve("cache/dromedary/distributions/dromedary-" + model().getVersion() + "/bin/dromedary");
        Files.createDirectories(launcher.getParent());
        Files.writeString(launcher, LAUNCHER);
        assertThat(launcher.toFile().setExecutable(true)).isTrue();

        assertThat(started("")).isEqualTo("3 " + works());
    }

    @Test
    void shouldSayThatThereIsNone_whenItsVersionIsNoRelease() throws Exception {
        String version = model().getVersion();
        // That of a release would be fetched.
        assumeTrue(version.endsWith("-SNAPSHOT"));

        assertThat(started(""))
                .isEqualTo("2 Dromedary " + version + " is no release: name one (jbang dromedary@"
                        + model().getProperties().getProperty("github.repository")
                        + "/vVERSION), or let DROMEDARY_DISTRIBUTION name a zip.");
    }

    @Test
    void shouldNameTheScript_whenACatalogHasIt() throws Exception {
        JsonNode alias = new ObjectMapper()
                .readTree(Path.of("jbang-catalog.json").toFile())
                .at("/aliases/dromedary");

        assertThat(Path.of(alias.path("script-ref").asText())).isEqualTo(SCRIPT).exists();
    }

    @Test
    void shouldBeOfTheSameRelease_whenThePomSaysWhich() throws Exception {
        assertThat(Files.readString(SCRIPT))
                .as("and jbang's words have no space in front of them")
                .contains("\n//JAVA 17+\n")
                .contains("VERSION = \"" + model().getVersion() + "\";")
                .contains("REPOSITORY = \"" + model().getProperties().getProperty("github.repository") + "\";");
    }

    private static Model model() throws Exception {
        try (var in = Files.newInputStream(Path.of("pom.xml"))) {
            return new MavenXpp3Reader().read(in);
        }
    }
}
