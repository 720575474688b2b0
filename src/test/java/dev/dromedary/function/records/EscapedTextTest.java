package dev.dromedary.function.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntPredicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EscapedTextTest {

    private static final IntPredicate ASCII = point -> point >= ' ' && point <= '~';

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> likely = Arbitraries.of(
                "\\",
                "u",
                "\\u",
                "\\uFFFF",
                "\\uffff",
                "\\uuD83D",
                "FFFF",
                "00",
                "1",
                "\uffff",
                "\ufffe",
                "\u0001",
                "\t",
                "\r",
                "\u007f",
                "\ud83d",
                "\udc2a",
                "\ud83d\udc2a",
                "\u00e9",
                "a",
                "\\u00E9",
                "\\u0041");
        return likely.list().ofMaxSize(12).map(parts -> String.join("", parts));
    }

    @Property
    void shouldGiveBackEveryText(@ForAll("texts") String text) {
        for (IntPredicate allowed : new IntPredicate[] {EscapedText::isInXml, EscapedText::isInUtf8, ASCII}) {
            String escaped = EscapedText.escape(text, allowed);

            assertThat(EscapedText.isClean(escaped, allowed)).isTrue();
            assertThat(EscapedText.unescape(escaped, allowed)).isEqualTo(text);
        }
    }

    @Property
    void shouldNotTouchWhatCanBeSent(@ForAll String text) {
        String sendable = text.replaceAll("[\\p{Cs}\\p{Cc}\ufffe\uffff\\\\]", "");

        assertThat(EscapedText.escape(sendable, EscapedText::isInXml)).isSameAs(sendable);
    }

    @Test
    void shouldShowWhatItIs() {
        assertThat(EscapedText.escape("pipe \uffff \\uFFFF \\u0041 \ud83d", EscapedText::isInXml))
                .isEqualTo("pipe \\uFFFF \\uuFFFF \\u0041 \\uD83D");
        assertThat(EscapedText.escape("\ud83d\udc2a", ASCII)).isEqualTo("\\uD83D\\uDC2A");
    }
}
