package dev.dromedary.desk.emulator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RehearsalTest {

    private static void assertRefused(String sentence, Map<String, String> variables) {
        assertThatThrownBy(() -> Rehearsal.of(Map.of(), "", "x", variables))
                .isInstanceOf(EmulatorException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void shouldRefuse_whenThereIsNoPlaceOrItIsAws() {
        assertRefused("names no emulator", Map.of());
        assertRefused("is AWS itself", Map.of("AWS_ENDPOINT_URL", "https://sqs.eu-central-1.amazonaws.com"));
        assertRefused(
                "DynamoDB is at http://localhost:8000",
                Map.of(
                        "AWS_ENDPOINT_URL", "http://localhost:4566",
                        "AWS_ENDPOINT_URL_DYNAMODB", "http://localhost:8000"));
    }

    @Test
    void shouldRefuse_whenWhatAnswersIsNotMiniStack() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] page = "{\"version\": \"of something else\"}".getBytes();
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/") ? 200 : 404, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        try {
            assertRefused("No MiniStack answers at", Map.of("AWS_ENDPOINT_URL", url));
        } finally {
            server.stop(0);
        }
        assertRefused("No MiniStack answers at", Map.of("AWS_ENDPOINT_URL", url));
    }
}
