package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.function.runtime.InvocationFailedException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The YAML of customers-collect in Camel's own test support, fed with AWS's documents. */
class CustomersCollectCamelTest extends CustomersCamelTestSupport {

    private static final String EVENT = "eventbridge-created";

    CustomersCollectCamelTest(EmbeddedCloud cloud) {
        super(cloud, Customers.COLLECT);
    }

    @ParameterizedTest
    @ValueSource(strings = {EVENT, "s3-created"})
    void shouldSendAMessageForEachCustomer_whenTheDayIsComplete(String document) throws Exception {
        messages.expectedMessageCount(1);
        errors.expectedMessageCount(0);

        for (Map<String, Object> upload : customers.day("20220130")) {
            assertThat(customers.messages()).isEmpty();
            assertThat(Json.outcome(invoke(created(document, upload)))).isEqualTo("success");
        }

        messages.assertIsSatisfied();
        errors.assertIsSatisfied();
        assertThat(messages.getExchanges().get(0).getMessage().getHeaders()).isEmpty();
        assertThat(customers.messages()).containsExactlyInAnyOrder(FIRST, SECOND);
        assertThat(customers.set("20220130")).doesNotContainKey("open");
    }

    @Test
    void shouldSucceedAndTellOfBadRows_whenSomeAreGood() throws Exception {
        errors.expectedMessageCount(1);
        messages.expectedMessageCount(0);
        Map<String, Object> upload =
                customers.upload("customers_20220130.csv", Customers.CUSTOMERS + "1,A,B,C1,active\n2,C,,C2,active\n");

        assertThat(Json.outcome(invoke(created(EVENT, upload)))).isEqualTo("success");

        errors.assertIsSatisfied();
        messages.assertIsSatisfied();
        assertThat(errors.getExchanges().get(0).getMessage().getBody(String.class))
                .contains("\"error\":\"rejected_rows\"", "\"missing_last_name\":1");
        assertThat(customers.store().text("processed/customers_20220130.csv"))
                .isEqualTo(Customers.CUSTOMERS + "1,A,B,C1,active\n");
        assertThat(customers.store().text("rejected/customers_20220130_rejected.csv"))
                .contains("2,C,,C2,active,missing_last_name");
    }

    @Test
    void shouldSucceedAndTellOfIt_whenAFileCanNotBeUsed() throws Exception {
        errors.expectedMessageCount(1);
        Map<String, Object> upload = customers.upload("orders_20220130.csv", "a,b\n1,2\n");

        assertThat(Json.outcome(invoke(created(EVENT, upload)))).isEqualTo("rejected");

        errors.assertIsSatisfied();
        assertThat(errors.getExchanges().get(0).getMessage().getBody(String.class))
                .contains("\"error\":\"unusable_file\"", "\"file\":\"raw/orders_20220130.csv\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"getObject", "putObject", "updateItem"})
    void shouldFailTellNothingAndLetTheNextAttemptWork_whenAServiceRefuses(String operation) throws Exception {
        errors.expectedMessageCount(0);
        Map<String, Object> event = created(EVENT, customers.day("20220130").get(0));
        refuse(operation);

        assertThatThrownBy(() -> invoke(event)).isInstanceOf(InvocationFailedException.class);

        customers.calls.pass();
        assertThat(Json.outcome(invoke(event))).isNotEqualTo("done already");
        errors.assertIsSatisfied();
        assertThat(customers.set("20220130").get("arrivals").n()).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"batchGetItem", "transactWriteItems", "sendMessageBatch"})
    void shouldFailAndSendAllLater_whenMessagesCanNotBeStoredOrSent(String operation) throws Exception {
        List<Map<String, Object>> uploads = customers.day("20220130");
        invoke(created(EVENT, uploads.get(0)));
        invoke(created(EVENT, uploads.get(1)));
        Map<String, Object> last = created(EVENT, uploads.get(2));
        refuse(operation);

        assertThatThrownBy(() -> invoke(last)).isInstanceOf(InvocationFailedException.class);

        assertThat(customers.messages()).isEmpty();
        assertThat(customers.set("20220130").get("open").s()).isEqualTo("yes");
        customers.calls.pass();
        invoke(last);
        assertThat(customers.messages()).containsExactlyInAnyOrder(FIRST, SECOND);
    }
}
