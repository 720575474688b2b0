package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PercentEncodingTest {

    @RegisterExtension
    static final Endpoints ENDPOINTS = new Endpoints();

    @Property(tries = 300)
    void shouldGiveBackTheText_whenItWasEncoded(@ForAll String text) {
        if (StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            assertThat(PercentEncoding.decodeForm(URLEncoder.encode(text, StandardCharsets.UTF_8)))
                    .isEqualTo(text);
        } else {
            assertThatThrownBy(() -> PercentEncoding.decode(text.replace("%", "%25")))
                    .hasMessage("which is not UTF-8");
        }
    }

    @Property(tries = 500)
    void shouldLoseNoByte_whateverBytesAreEncoded(@ForAll @Size(max = 6) byte[] bytes) {
        String encoded = HexFormat.of().withPrefix("%").formatHex(bytes);

        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            assertThat(PercentEncoding.decode(encoded)).isEqualTo(text);
        } catch (CharacterCodingException e) {
            assertThatThrownBy(() -> PercentEncoding.decode(encoded)).hasMessage("which is not UTF-8");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "100%", "%4", "%zz", "%+1", "%-1", "a%2", "%%41"})
    void shouldRefuse_whenTheEncodingIsBroken(String text) {
        assertThatThrownBy(() -> PercentEncoding.decode(text)).hasMessage("which is not URL-encoded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%FF.csv", "%C0%AF", "%ED%A0%80", "%E2%82", "\ud800"})
    void shouldRefuseTheKey_whenItIsNoUtf8(String key) {
        assertThatThrownBy(() -> ENDPOINTS.of("lambda-s3:" + Events.BUCKET).arrivals(Events.created(key)))
                .isInstanceOf(UnexpectedEventException.class)
                .hasMessageContaining("which is not UTF-8, came.");
    }

    @Test
    void shouldRefuseTheKey_whenAnEventHoldsHalfACharacter() {
        String half = "\\ud83d.csv";
        Map<String, Object> created = JsonDocument.parse(
                Events.text("eventbridge-created").replaceFirst("raw/[^\"]*", "raw/" + half.replace("\\", "\\\\")));
        Map<String, Object> about = JsonDocument.parse(
                "{\"id\":\"1\",\"source\":\"s\",\"detail-type\":\"t\",\"detail\":{\"bucket\":\"b\",\"key\":\"" + half
                        + "\"}}");

        assertThatThrownBy(() -> ENDPOINTS.of("lambda-s3:" + Events.BUCKET).arrivals(created))
                .hasMessageContaining("\\ud83d.csv, which is not UTF-8, came.");
        assertThatThrownBy(() ->
                        ENDPOINTS.of("lambda-eventbridge:default?source=s").arrivals(about))
                .hasMessageContaining("\\ud83d.csv, which is not UTF-8, came.");
    }
}
