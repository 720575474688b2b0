package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTest {

    /** Items are named by their group and a number; what follows is which fail, come again, and are tried. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "INVOCATION, a1 a2 b1, -,        -,           a1 a2 b1",
                "INVOCATION, a1 a2 b1, a1 b1,    a1 b1,       a1 a2 b1",
                "MESSAGES,   a1 a2 b1, -,        -,           a1 a2 b1",
                "MESSAGES,   a1 a2 b1, a1,       a1,          a1 a2 b1",
                "MESSAGES,   a1 a2 b1, a2 b1,    a2 b1,       a1 a2 b1",
                "MESSAGES,   a1 a2 b1, a1 a2 b1, a1 a2 b1,    a1 a2 b1",
                "GROUPS,     a1 b1 a2 b2 a3, -,           -,              a1 b1 a2 b2 a3",
                "GROUPS,     a1 b1 a2 b2 a3, a2,          a2 a3,          a1 b1 a2 b2",
                "GROUPS,     a1 b1 a2 b2 a3, a1,          a1 a2 a3,       a1 b1 b2",
                "GROUPS,     a1 b1 a2 b2 a3, a1 b1,       a1 b1 a2 b2 a3, a1 b1",
                "GROUPS,     a1 b1 a2 b2 a3, a3,          a3,             a1 b1 a2 b2 a3",
                "GROUPS,     a1 ?1 b1,       ?1,          ?1 b1,          a1 ?1",
                "GROUPS,     a1 ?1 b1,       a1,          a1 ?1 b1,       a1",
                "SHARD,      a1 a2 b1, -,        -,           a1 a2 b1",
                "SHARD,      a1 a2 b1, a1 a2 b1, a1,          a1",
                "SHARD,      a1 a2 b1, a2,       a2,          a1 a2",
                "SHARD,      a1 a2 b1, b1,       b1,          a1 a2 b1"
            })
    void shouldNameWhatComesAgain_whenSomeFail(
            Verdict verdict, String items, String failing, String again, String expectedTried) {
        List<Envelope.Item> given = words(items).stream().map(VerdictTest::item).toList();
        Set<String> refused = Set.copyOf(words(failing));
        List<String> tried = new ArrayList<>();

        List<Envelope.Item> failed = verdict.failed(given, item -> {
            tried.add(item.id());
            return !refused.contains(item.id());
        });

        assertThat(failed).extracting(Envelope.Item::id).isEqualTo(words(again));
        assertThat(tried).isEqualTo(words(expectedTried));
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void shouldNameNothing_whenThereIsNothing(Verdict verdict) {
        assertThat(verdict.failed(List.of(), item -> false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"INVOCATION, true", "MESSAGES, false", "GROUPS, false", "SHARD, true"})
    void shouldWaitInPlace_whenNothingElseHoldsTheWork(Verdict verdict, boolean waits) {
        assertThat(verdict.waits()).isEqualTo(waits);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "MESSAGES, m, 1, message m (try 1 of 5)",
                "MESSAGES, m, 4, message m (try 4 of 5)",
                "GROUPS, m, 5, 'message m (try 5 of 5, the last before the dead-letter queue)'",
                "GROUPS, m, 6, 'message m (try 6 of 5, the last before the dead-letter queue)'",
                "MESSAGES, m, -, message m",
                "SHARD, 7, -, record 7",
                "INVOCATION, -, -, the event",
                "MESSAGES, -, 1, the event"
            })
    void shouldBeNamedWithItsTries_whenItIsLogged(Verdict verdict, String id, Integer received, String name) {
        assertThat(new Envelope.Item(id, null, received, null, null).name(verdict, 5))
                .isEqualTo(name);
    }

    private static List<String> words(String text) {
        return text == null ? List.of() : Arrays.asList(text.split(" "));
    }

    private static Envelope.Item item(String id) {
        return new Envelope.Item(id, id.startsWith("?") ? null : id.substring(0, 1), null, null, null);
    }
}
