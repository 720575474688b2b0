package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.dromedary.function.records.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchedLibraryTest {

    private static final String PATH = "com/example/Library/1/Library-1.jar";
    private static final String CONTENT = "what it was when Dromedary was built";

    @TempDir
    Path folder;

    private HttpServer repository;
    private String served = CONTENT;

    @BeforeEach
    void startRepository() throws IOException {
        repository = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        repository.createContext("/maven2/" + PATH, exchange -> {
            byte[] content = served.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        repository.start();
    }

    @AfterEach
    void stopRepository() {
        repository.stop(0);
    }

    private Path fetch(String base) throws IOException, InterruptedException {
        Properties library = new Properties();
        library.setProperty("name", "The library");
        library.setProperty("path", PATH);
        library.setProperty("sha256", Sha256.of(CONTENT));
        library.setProperty("repository", "http://nowhere.invalid/");
        String address = "http://127.0.0.1:" + repository.getAddress().getPort() + base;
        return FetchedLibrary.fetch(
                library, folder.resolve("local"), Map.of("DROMEDARY_REPOSITORY", address), folder.resolve("kept"));
    }

    private Path local(String content) throws IOException {
        Path jar = folder.resolve("local").resolve(PATH);
        Files.createDirectories(jar.getParent());
        return Files.writeString(jar, content);
    }

    @Test
    void shouldAskNoRepository_whenTheLocalOneHasIt() throws Exception {
        Path jar = local(CONTENT);
        repository.removeContext("/maven2/" + PATH);

        assertThat(fetch("/maven2")).isEqualTo(jar.toAbsolutePath());
    }

    @Test
    void shouldFetchItOnce_whenTheLocalRepositoryHasAnother() throws Exception {
        local("another");

        Path jar = fetch("/maven2/");

        assertThat(jar).hasContent(CONTENT).startsWith(folder.resolve("kept"));
        repository.removeContext("/maven2/" + PATH);
        assertThat(fetch("/maven2/")).isEqualTo(jar);
    }

    @Test
    void shouldRefuse_whenItIsNotWhatItWas() {
        served = "something else";

        assertThatThrownBy(() -> fetch("/maven2"))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("The library is missing", "is not what it was", "DROMEDARY_REPOSITORY");
        assertThat(folder.resolve("kept")).isEmptyDirectory();
    }

    @Test
    void shouldSayWhatIsMissing_whenTheRepositoryHasNone() {
        assertThatThrownBy(() -> fetch("/other"))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("The library is missing", "answers 404");
    }

    @Test
    void shouldBeOfTheVersionThatTestsRunOn_whenTheBuildNamesIt() throws IOException {
        Matcher named = Pattern.compile("<dynamodb-local.sha256>(\\w+)<").matcher(Files.readString(Path.of("pom.xml")));
        assertThat(named.find()).isTrue();
        String jar = Pattern.compile(System.getProperty("path.separator"))
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(each -> each.contains("DynamoDBLocal"))
                .findFirst()
                .orElseThrow();

        assertThat(HexFormat.of().formatHex(Sha256.digest().digest(Files.readAllBytes(Path.of(jar)))))
                .isEqualTo(named.group(1));
    }
}
