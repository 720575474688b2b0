package dev.dromedary.function.steps.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryComponentTest {

    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "query:look | query:look: there is no such step; the steps are select and store",
                "query:select | query:select needs the option sql",
                "query:select?sql=a.sql | query:select needs the option bucket",
                "query:select?sql=a.sql&bucket=b | query:select needs the option tables",
                "query:select?sql=a.sql&bucket=b&tables=t=x/ | query:select needs the option schema",
                "query:store?sql=a.sql&bucket=b&tables=t=x/&schema=s | query:store needs the option key",
                "query:select?sql=a.sql&bucket=b&tables=t=x/&schema=s&latest=0 | query:select needs maximumRows and latest of 1 at least",
                "query:select?sql=a.sql&bucket=b&tables=silver/&schema=s | \"silver/\" is no list of names with values; write it as in orders=silver/orders/, customers=silver/customers/, each name once"
            })
    void shouldRefuse_whenTheUriIsWrong(String uri, String sentence) {
        assertThatThrownBy(() -> context.getEndpoint(uri)).rootCause().hasMessage(sentence);
    }

    @Test
    void shouldKeepExpressions_whenTablesAreListed() {
        assertThat(TableList.of("a=x/${variable.b}/, c=${map(d,e)}/"))
                .isEqualTo(Map.of("a", "x/${variable.b}/", "c", "${map(d,e)}/"));
        assertThat(TableList.of(null)).isEmpty();
    }

    @Test
    void shouldTakeAPartitionApart() {
        assertThat(PartitionValues.of("year=2026/month=01/day=05"))
                .isEqualTo(Map.of("year", "2026", "month", "01", "day", "05"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "day", "../x", "day=1/..", "day=1/", "/day=1", "day=a b", "day=1;DROP", "day=1/day"})
    void shouldRefuse_whenATextIsNoPartition(String text) {
        assertThatThrownBy(() -> PartitionValues.of(text))
                .hasMessage(
                        "Expected the name of a partition, such as year=2026/month=01/day=05, but another text came");
    }
}
