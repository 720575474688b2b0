package dev.dromedary.function.steps.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and numbers of tables, and names of queues. */
class TableKeyTest {

    @Test
    void shouldReadKey_whenItHasTwoParts() {
        assertThat(TableKey.all("order_id, line:N"))
                .containsExactly(new TableKey("order_id", false), new TableKey("line", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,b,c", "a,a", "a,", ":N"})
    void shouldRefuseKey_whenItIsNone(String option) {
        assertThatThrownBy(() -> TableKey.all(option))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The option key of records:put is \"" + option + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "0, true",
        "12345678901234567890123456789012345678, true",
        "123456789012345678901234567890123456789, false",
        "1E-130, true",
        "1E-131, false",
        "9.9E+125, true",
        "1E+126, false",
        "100000000000000000000000000000000000000000, true"
    })
    void shouldTellNumbersThatDynamoDbHas(BigDecimal number, boolean fits) {
        assertThat(ItemNumbers.fits(number)).isEqualTo(fits);
        assertThat(ItemNumbers.fits(number.negate())).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({
        "orders.fifo, orders.fifo, true",
        "arn:aws:sqs:eu-west-1:123456789012:orders, orders, false",
        "https://sqs.eu-west-1.amazonaws.com/123456789012/orders, orders, false"
    })
    void shouldKnowQueue_whateverNamesIt(String text, String name, boolean fifo) {
        assertThat(new QueueName(text).name()).isEqualTo(name);
        assertThat(new QueueName(text).isFifo()).isEqualTo(fifo);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:sqs:eu-west-1:123456789012:orders, https://sqs.eu-west-1.amazonaws.com/123456789012/orders",
        "arn:aws-cn:sqs:cn-north-1:123456789012:x.fifo, https://sqs.cn-north-1.amazonaws.com.cn/123456789012/x.fifo",
        "http://localhost:4566/000000000000/orders, http://localhost:4566/000000000000/orders"
    })
    void shouldMakeUrl_withoutAskingAnybody(String text, String url) {
        assertThat(new QueueName(text).url(null)).isEqualTo(url);
    }
}
