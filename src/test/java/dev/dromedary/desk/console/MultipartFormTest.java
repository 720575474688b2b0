package dev.dromedary.desk.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MultipartFormTest {

    private static final String TYPE = "multipart/form-data; boundary=b";

    private static Asked read(String body, String type) throws IOException {
        return MultipartForm.read("POST", "/upload", body.getBytes(StandardCharsets.UTF_8), type);
    }

    private static String part(String disposition, String content) {
        return "--b\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
    }

    @Test
    void shouldHaveValuesAndFiles_whenABrowserSendsThem() throws IOException {
        Asked asked = read(
                part("name=\"token\"", "t") + part("name=\"file\"; filename=\"é %22a%22.csv\"", "a\r\nb\r\n")
                        + part("name=\"file\"; filename=\"\"", "")
                        + "--b--\r\n",
                TYPE);

        assertThat(asked.value("token")).isEqualTo("t");
        assertThat(asked.files()).hasSize(1);
        assertThat(asked.files().get(0).name()).isEqualTo("é \"a\".csv");
        assertThat(asked.files().get(0).content()).isEqualTo("a\r\nb\r\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldRefuse_whenItIsNoForm() {
        assertThatThrownBy(() -> read("x", TYPE)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> read("--b\r\n\r\nx\r\n--b--\r\n", TYPE)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> read(part("name=\"a\"", "b"), "multipart/form-data"))
                .isInstanceOf(RefusedException.class);
    }
}
