package dev.dromedary.function.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever things are called, each is one of its own. */
class LedgerKeyTest {

    @ParameterizedTest
    @CsvSource({
        "anything-at-all, anything-at-all, -",
        "bucket/a.csv;0055AED6, bucket/a.csv, 0055AED6",
        "bucket/a.csv;0055aed600, bucket/a.csv, 0055AED6",
        "bucket/a;b.csv;0A, bucket/a;b.csv, 0A",
        "bucket/a;0A;-, bucket/a;0A, -",
        "!0#0;-, !0#0, -",
        "orders/7;#9, orders/7, 00000000000000000009",
        "orders/7;#9223372036854775807, orders/7, 09223372036854775807",
    })
    void shouldBeAThingAndItsOrder_whenAKeyIsRead(String key, String thing, String order) {
        assertThat(LedgerKey.of(key)).isEqualTo(new LedgerKey(thing, new Sequencer(order)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ";-", ";0A", "\n;0A"})
    void shouldSayThatItNamesNothing_whenThereIsNoThing(String key) {
        assertThatThrownBy(() -> LedgerKey.of(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("names nothing")
                .hasMessageContaining("${exchangeProperty.idempotencyKey}")
                .hasMessageNotContaining("\n");
    }

    /** An expression of an order that is not there leaves nothing: that must not make two versions one thing. */
    @ParameterizedTest
    @ValueSource(
            strings = {"orders;next", "orders;", "orders;#", "orders;#-1", "orders;#1.5", "orders;#9223372036854775808"
            })
    void shouldSayWhatAnOrderIs_whenThereIsNone(String key) {
        assertThatThrownBy(() -> LedgerKey.of(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The key of the idempotentConsumer is \"" + key + "\", and what is behind its last semicolon is"
                                + " no order: hexadecimal digits, a number behind #, or - for none.");
    }

    @Property
    void shouldCompareAsNumbers_whenOrdersAreNumbers(
            @ForAll @LongRange(max = Long.MAX_VALUE) long one, @ForAll @LongRange(max = Long.MAX_VALUE) long other) {
        assertThat(Integer.signum(LedgerKey.of("t;#" + one)
                        .order()
                        .compareTo(LedgerKey.of("t;#" + other).order())))
                .isEqualTo(Long.compare(one, other));
    }

    @Property
    void shouldBeWhatItWasMadeOf_whateverItHolds(@ForAll("things") String thing, @ForAll("orders") String order) {
        LedgerKey key = LedgerKey.of(LedgerKey.text(thing, order));

        assertThat(key).isEqualTo(new LedgerKey(thing, Sequencer.of(order)));
    }

    @Property
    void shouldFitAndDiffer_whenThingsAreLong(@ForAll("longThings") List<String> things) {
        List<String> different = things.stream().distinct().toList();

        List<LedgerKey> keys =
                different.stream().map(thing -> LedgerKey.of(thing + ";-")).toList();

        assertThat(keys).doesNotHaveDuplicates();
        assertThat(keys).allSatisfy(key -> assertThat(key.thing().getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(LedgerKey.LONGEST));
    }

    @Provide
    Arbitrary<String> things() {
        Arbitrary<String> pieces = Arbitraries.of(
                ";",
                "#",
                "!",
                "0A",
                "b/",
                " ",
                "\n",
                "\u202e",
                "é",
                "😀",
                "~",
                "${body}",
                "content#",
                "\\",
                "\"",
                "=",
                "-");
        return pieces.list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(several -> String.join("", several))
                .filter(thing -> !thing.isBlank());
    }

    @Provide
    Arbitrary<String> orders() {
        return Arbitraries.strings()
                .withChars("0123456789abcdefABCDEF")
                .ofMinLength(1)
                .ofMaxLength(20)
                .injectNull(0.3);
    }

    @Provide
    Arbitrary<List<String>> longThings() {
        Arbitrary<String> endings = Arbitraries.of("", "a", ";", "~" + "0".repeat(64));
        Arbitrary<Integer> lengths = Arbitraries.integers().between(1400, 1600);
        return lengths.flatMap(length -> endings.map(ending -> "b/" + "é".repeat(length / 2) + ending))
                .list()
                .ofSize(20);
    }
}
