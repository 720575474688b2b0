package dev.dromedary.desk.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindTest {

    private final Map<String, String> pages = new HashMap<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            // Whoever knows no page takes it for a bucket, or lists all buckets.
            String page = exchange.getRequestURI().getPath();
            int status = page.equals("/") || pages.containsKey(page) ? 200 : 404;
            byte[] body = pages.getOrDefault(page, "<?xml version=\"1.0\"?>").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Endpoints endpoints() {
        return Endpoints.of(Map.of(
                        "AWS_ENDPOINT_URL",
                        "http://127.0.0.1:" + server.getAddress().getPort()))
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "/_localstack/info, {\"version\":\"4.14.0\"}, LOCALSTACK",
        "/moto-api/, <title>Moto</title>, MOTO",
        "/_ministack/health, {\"services\":{}}, MINISTACK",
        "/health, {}, OTHER",
    })
    void shouldKnowTheEmulator_byItsOwnPage(String page, String content, Kind kind) {
        pages.put(page, content);

        assertThat(Kind.of(endpoints())).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"MINISTACK", "OTHER"})
    void shouldGiveNoMails_whenTheEmulatorListsNone(Kind kind) {
        assertThat(kind.mails(endpoints())).isEmpty();
    }

    @Test
    void shouldNameTheCall_whenItsAnswerIsNoJson() {
        pages.put("/_aws/ses", "<html></html>");

        assertThatThrownBy(() -> Kind.LOCALSTACK.mails(endpoints()))
                .isInstanceOf(EmulatorException.class)
                .hasMessageContaining("The emulator's answer to GET http://127.0.0.1:")
                .hasMessageContaining("/_aws/ses, which lists the mails that it has taken, is no JSON");
    }
}
