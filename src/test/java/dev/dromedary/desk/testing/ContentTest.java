package dev.dromedary.desk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dromedary.desk.Json;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContentTest {

    private static byte[] encoded(String as, String text) throws IOException {
        ObjectNode content = Json.MAPPER.createObjectNode();
        content.putObject("encoded").put("as", as).put("text", text);
        return Content.bytes(content, new Placeholders(null));
    }

    @Test
    void shouldBeInTheEncoding_whenOneIsNamed() throws IOException {
        Charset western = Charset.forName("windows-1252");
        byte[] bytes = encoded("windows-1252", "straße");

        assertThat(bytes).isEqualTo("straße".getBytes(western));
        assertThat(StoredText.of(bytes, Set.of(western)).asText()).isEqualTo("straße");
        assertThat(StoredText.of(bytes, Set.of()).asText()).isEqualTo("6 bytes that are no text");
        assertThat(StoredText.of("straße".getBytes(StandardCharsets.UTF_8), Set.of(western))
                        .asText())
                .isEqualTo("straße");
    }

    @Test
    void shouldSayWhatToDo_whenATextCantBeEncoded() {
        assertThatThrownBy(() -> encoded("windows-1252", "名前"))
                .isInstanceOf(CaseException.class)
                .hasMessage("encoded: The text has characters that windows-1252 has not; take them out, or name another"
                        + " encoding.");
        assertThatThrownBy(() -> encoded("western", "a"))
                .isInstanceOf(CaseException.class)
                .hasMessage("encoded: There is no encoding \"western\"; name one such as windows-1252 or utf-16.");
    }
}
