package dev.dromedary.function.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTextTest {

    @Test
    void shouldStayOnOneLine_whenTextHoldsLineBreaks() {
        assertThat(LogText.escape("a\r\nb\u0085c\u2028d\u2029e\u001b[0m"))
                .isEqualTo("a\\u{d}\\u{a}b\\u{85}c\\u{2028}d\\u{2029}e\\u{1b}[0m");
    }

    @Test
    void shouldShowWhatIsThere_whenTextWouldDisguiseIt() {
        assertThat(LogText.escape("a\u202eb\u200bc\ud800d\\u{a}")).isEqualTo("a\\u{202e}b\\u{200b}c\\u{d800}d\\\\u{a}");
    }

    @Test
    void shouldStayAsItIs_whenTextIsHarmless() {
        assertThat(LogText.escape("raw/Grüße 日本 😀.csv")).isEqualTo("raw/Grüße 日本 😀.csv");
    }
}
