package dev.dromedary.desk.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpListenerTest {

    private final HttpListener requests = new HttpListener();
    private PolledRoute route;
    private AutoCloseable answering;

    @BeforeEach
    void answer() throws Exception {
        route = PolledRoute.start("lambda-http:/orders/{id}?method=POST&authorization=none");
        answering = requests.answer(route.consumer(), 0);
    }

    @AfterEach
    void stop() throws Exception {
        answering.close();
        route.close();
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + requests.port() + path))
                                .header("content-type", "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void shouldAnswerWhatTheRouteLeaves_whenPathAndMethodFit() throws Exception {
        HttpResponse<String> response = send("POST", "/orders/7%2Fb?note=a+b", "{\"rows\": 3}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"rows\":3}");
        assertThat(route.header(0, "id")).isEqualTo("7/b");
        assertThat(route.header(0, "note")).isEqualTo("a b");
    }

    @Test
    void shouldSayThatThereIsNothing_whenThePathIsAnother() throws Exception {
        assertThat(send("POST", "/invoices", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldNameTheMethod_whenItIsAnother() throws Exception {
        HttpResponse<String> response = send("PUT", "/orders/7", "{}");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("allow")).contains("POST");
    }

    @Test
    void shouldSayNothingOfInternals_whenTheRouteFails() throws Exception {
        route.refuse("{}");

        HttpResponse<String> response = send("POST", "/orders/7", "{}");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).doesNotContain("refused");
    }

    @Test
    void shouldNameThePort_whenItIsTaken() {
        int taken = requests.port();

        assertThatThrownBy(() -> new HttpListener().answer(route.consumer(), taken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The port " + taken)
                .hasMessageContaining("dromedary.polling.port");
    }
}
