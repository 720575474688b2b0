package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.function.runtime.InvocationFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The YAML of customers-check in Camel's own test support, fed with AWS's documents. */
class CustomersCheckCamelTest extends CustomersCamelTestSupport {

    private static final String EVENT = "scheduled-scheduler";
    private static final Duration LATER = Duration.ofHours(5);

    CustomersCheckCamelTest(EmbeddedCloud cloud) {
        super(cloud, Customers.CHECK);
    }

    @ParameterizedTest
    @ValueSource(strings = {EVENT, "scheduled-rule"})
    void shouldTellOfADayThatWaits_once(String document) throws Exception {
        errors.expectedMessageCount(1);
        messages.expectedMessageCount(0);
        customers.collect(customers.day("20220130").get(0));

        invoke(scheduled(document, LATER));
        invoke(scheduled(document, LATER.plusHours(1)));

        errors.assertIsSatisfied();
        messages.assertIsSatisfied();
        assertThat(errors.getExchanges().get(0).getMessage().getBody(String.class))
                .contains("\"error\":\"incomplete_set\"", "\"set\":\"20220130\"", "\"missing\":[\"orders\",\"items\"]");
    }

    @Test
    void shouldTakeUpADay_whenItWasLeftUndone() throws Exception {
        messages.expectedMessageCount(1);
        errors.expectedMessageCount(0);
        leaveUndone();

        invoke(scheduled(EVENT, LATER));

        messages.assertIsSatisfied();
        errors.assertIsSatisfied();
        assertThat(customers.messages()).containsExactlyInAnyOrder(FIRST, SECOND);
        assertThat(customers.set("20220130")).doesNotContainKey("open");
    }

    @Test
    void shouldDoNothing_whenNoDayIsOpenForLong() throws Exception {
        errors.expectedMessageCount(0);
        messages.expectedMessageCount(0);
        customers.day("20220129").forEach(customers::collect);
        leaveUndone();
        customers.collect(customers.day("20220131").get(0));

        assertThat(invoke(scheduled(EVENT, Duration.ofMinutes(30)))).isNotNull();

        errors.assertIsSatisfied();
        messages.assertIsSatisfied();
    }

    @ParameterizedTest
    @ValueSource(strings = {"queryPaginator", "getObject", "sendMessageBatch"})
    void shouldFailAndWorkTheNextTime_whenAServiceRefuses(String operation) throws Exception {
        leaveUndone();
        Map<String, Object> event = scheduled(EVENT, LATER);
        refuse(operation);

        assertThatThrownBy(() -> invoke(event)).isInstanceOf(InvocationFailedException.class);

        assertThat(customers.messages()).isEmpty();
        customers.calls.pass();
        invoke(event);
        assertThat(customers.messages()).containsExactlyInAnyOrder(FIRST, SECOND);
    }

    @Test
    void shouldFail_whenNobodyCanBeToldOfADayThatWaits() throws Exception {
        customers.collect(customers.day("20220130").get(0));
        Map<String, Object> event = scheduled(EVENT, LATER);
        refuse("sendMessage");

        assertThatThrownBy(() -> invoke(event)).isInstanceOf(InvocationFailedException.class);

        assertThat(customers.set("20220130")).doesNotContainKey("reported");
        customers.calls.pass();
        invoke(event);
        assertThat(customers.errors()).singleElement().satisfies(error -> assertThat(error)
                .containsEntry("error", "incomplete_set"));
    }

    /** All files of a day come, but the function that works on them can't send. */
    private void leaveUndone() {
        List<Map<String, Object>> events = customers.day("20220130");
        customers.collect(events.get(0));
        customers.collect(events.get(1));
        refuse("sendMessageBatch");
        assertThat(customers.collect(events.get(2))).isNull();
        customers.calls.pass();
    }
}
