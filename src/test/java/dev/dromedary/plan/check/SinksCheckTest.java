package dev.dromedary.plan.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.SinkRoutes;
import dev.dromedary.plan.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be wrong with a step that sends records. */
class SinksCheckTest {

    private static final RoutesCheck CHECK = new RoutesCheck();

    @TempDir
    Path folder;

    private CheckedRoutes routes() throws IOException {
        return new CheckedRoutes(SinkRoutes.copyTo(folder));
    }

    @Test
    void shouldFindNothing_whenRoutesAreRight() throws IOException {
        assertThat(routes().check(CHECK)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "fan-out | groupId: customer | groupId: custmer | 41:36 | The rows have no column \"custmer\", as"
                        + " orders/order.schema.json has none. Did you mean \"customer\"?",
                "fan-out | partitionKey: customer | partitionKey: kustomer | 51:41 | The rows have no column \"kustomer\", as"
                        + " orders/order.schema.json has none. Did you mean \"customer\"?",
                "fan-out | `                          groupId: customer⏎` | `` | 38:30 | The queue is a FIFO one, whose messages have a group",
                "fan-out | key: order_id | key: customer | 42:23 | The option key of records:put is \"customer\", and the"
                        + " property orders.items.table.key says that the table's key is \"order_id\"",
                "fan-out | key: order_id | key: order_id:N | 42:23 | The option key of records:put says by :N",
                "fan-out | `              - to:⏎                  uri: records:manifest` | `              - to:⏎"
                        + "                  uri: records:put⏎                  parameters:⏎                    table:"
                        + " \"{{orders.items.table}}\"⏎                    key: order_id⏎              - to:⏎"
                        + "                  uri: records:manifest` | 57:24 | records:put works on batches of rows; put it"
                        + " into the split over the rows.",
                "fan-out | uri: records:put | uri: records:putt | 43:30 | The option \"operation\" of records is \"putt\". Did you mean \"put\"?",
                "fan-out | queue: \"{{orders.queue}}\" | queue: orders.fifo | 37:23 | The queue is written as",
                "forward | maximumBytes: \"1024\" | maximumBytes: \"10\" | 6:7 | The function orders-forward does not start: The option"
                        + " maximumBytes of records:send is 10; it has to be 1024 to 1048576",
            })
    void shouldNamePlaceAndMistake_whenARouteIsChanged(String file, String old, String fresh, String place, String said)
            throws IOException {
        String name = "orders/" + file + ".camel.yaml";
        CheckedRoutes routes = routes().replace(name, old.replace("⏎", "\n"), fresh.replace("⏎", "\n"));

        List<Finding> findings = routes.check(CHECK);

        assertThat(findings).as(findings.toString()).anySatisfy(finding -> {
            assertThat(finding.message()).startsWith(said);
            assertThat(finding.place()).isEqualTo(name + ":" + place);
        });
        assertThat(findings).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void shouldSayWhatToLeaveOut_whenThePropertyOfTheKeySaysNumber() throws IOException {
        CheckedRoutes routes = routes().replace(
                        "orders/orders.properties",
                        "orders.items.table.key=order_id",
                        "orders.items.table.key=order_id:N")
                .replace("orders/fan-out.camel.yaml", "key: order_id", "key: order_id:N");

        assertThat(routes.check(CHECK)).anySatisfy(finding -> assertThat(finding.message())
                .endsWith("leave :N out of both, as keys of tables that the plan makes are texts."));
    }

    @Test
    void shouldFindIt_whenRecordsAreSentAfterTheyWereWritten() throws IOException {
        CheckedRoutes routes = routes();
        String name = "orders/forward.camel.yaml";
        routes.replace(name, "uri: records:write", "uri: records:wrote")
                .replace(name, "uri: records:send", "uri: records:write")
                .replace(name, "queue: \"{{orders.every.queue}}\"", "bucket: \"{{orders.bucket}}\"")
                .replace(
                        name,
                        "maximumBytes: \"1024\"",
                        "valid: processed/x.csv\n                          rejected: r/x.csv")
                .replace(name, "uri: records:wrote", "uri: records:send")
                .replace(
                        name,
                        "bucket: \"{{orders.bucket}}\"\n                          valid: processed/$",
                        "queue: \"{{orders.every.queue}}\"\n                          body: customer\n#$")
                .replace(name, "                          rejected: rejected/${exchangeProperty.name}.csv\n", "");

        assertThat(routes.check(CHECK))
                .extracting(Finding::message)
                .contains(
                        "records:send comes after records:write, which has written as valid what this step may reject; put it"
                                + " before records:write.");
    }
}
