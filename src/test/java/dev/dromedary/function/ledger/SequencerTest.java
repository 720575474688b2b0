package dev.dromedary.function.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequencerTest {

    @Property
    void shouldOrderAsS3Says_whenLengthsDiffer(
            @ForAll @Chars({'0', '1', '9', 'A', 'F'}) @StringLength(min = 1, max = 6) String a,
            @ForAll @Chars({'0', '1', '9', 'A', 'F'}) @StringLength(min = 1, max = 6) String b) {
        int length = Math.max(a.length(), b.length());
        int expected = padded(a, length).compareTo(padded(b, length));

        assertThat(Integer.signum(Sequencer.of(a).compareTo(Sequencer.of(b)))).isEqualTo(Integer.signum(expected));
        assertThat(Sequencer.of(a).equals(Sequencer.of(b))).isEqualTo(expected == 0);
    }

    private static String padded(String text, int length) {
        return text + "0".repeat(length - text.length());
    }

    @Test
    void shouldBeEqual_whenCaseOrTrailingZerosDiffer() {
        assertThat(Sequencer.of("0055aed6dcd90281e500")).isEqualTo(Sequencer.of("0055AED6DCD90281E5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "xyz", "0x1", "1 2", "0٣", "0１", "0Ａ"})
    void shouldRefuse_whenNotHexadecimal(String text) {
        assertThatThrownBy(() -> Sequencer.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldHaveNoOrder_whenThereIsNone() {
        assertThat(Sequencer.of(null)).isEqualTo(Sequencer.NONE).isEqualTo(Sequencer.of(""));
        assertThat(Sequencer.NONE.compareTo(Sequencer.of(null))).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "00", "0A", "FF", "0055AED6DCD90281E5"})
    void shouldBeLowest_whenThereIsNone(String other) {
        assertThat(Sequencer.NONE).isLessThan(Sequencer.of(other));
        assertThat(Sequencer.of(other)).isGreaterThan(Sequencer.NONE);
    }
}
