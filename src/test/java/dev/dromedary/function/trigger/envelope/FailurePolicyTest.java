package dev.dromedary.function.trigger.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.runtime.Endpoints;
import dev.dromedary.function.runtime.Envelope;
import dev.dromedary.function.runtime.FailurePolicy;
import dev.dromedary.function.trigger.envelope.QueueEnvelope.MessagePolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.converter.SimpleArgumentConverter;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailurePolicyTest {

    @RegisterExtension
    static final Endpoints ENDPOINTS = new Endpoints();

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
            @ConvertWith(Policies.class) FailurePolicy policy,
            String items,
            String failing,
            String again,
            String expectedTried) {
        List<Envelope.Item> given =
                words(items).stream().map(FailurePolicyTest::item).toList();
        Set<String> refused = Set.copyOf(words(failing));
        List<String> tried = new ArrayList<>();

        List<Envelope.Item> failed = policy.failed(given, item -> {
            tried.add(item.id());
            return !refused.contains(item.id());
        });

        assertThat(failed).extracting(Envelope.Item::id).isEqualTo(words(again));
        assertThat(tried).isEqualTo(words(expectedTried));
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVOCATION", "MESSAGES", "GROUPS", "SHARD"})
    void shouldNameNothing_whenThereIsNothing(@ConvertWith(Policies.class) FailurePolicy policy) {
        assertThat(policy.failed(List.of(), item -> false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"INVOCATION, true", "MESSAGES, false", "GROUPS, false", "SHARD, true"})
    void shouldWaitInPlace_whenNothingElseHoldsTheWork(
            @ConvertWith(Policies.class) FailurePolicy policy, boolean waits) {
        assertThat(policy.waits()).isEqualTo(waits);
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
    void shouldBeNamedWithItsTries_whenItIsLogged(
            @ConvertWith(Policies.class) FailurePolicy policy, String id, Integer received, String name) {
        assertThat(policy.name(new Envelope.Item(id, null, received, null))).isEqualTo(name);
    }

    /** A policy by a short name. */
    static final class Policies extends SimpleArgumentConverter {

        @Override
        protected Object convert(Object name, Class<?> type) {
            return switch (name.toString()) {
                case "MESSAGES" -> new MessagePolicy(false, 5);
                case "GROUPS" -> new MessagePolicy(true, 5);
                case "SHARD" -> ENDPOINTS.of("lambda-kinesis:s").open(Map.of()).policy();
                default -> FailurePolicy.INVOCATION;
            };
        }
    }

    private static List<String> words(String text) {
        return text == null ? List.of() : Arrays.asList(text.split(" "));
    }

    private static Envelope.Item item(String id) {
        return new Envelope.Item(id, id.startsWith("?") ? null : id.substring(0, 1), null, null);
    }
}
