package dev.dromedary.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What deploying another plan changes. */
class PlanComparisonTest {

    private static final String STORE = "- to: aws2-s3:{{orders.archive}}?keyName=a/${header.x}\n";

    @TempDir
    Path folder;

    private PlannedRoutes routes;

    @BeforeEach
    void copy() throws IOException {
        routes = PlannedRoutes.alone(folder);
        routes.route("take", "lambda-sqs", "queueNameOrArn: \"{{orders.queue}}\"", STORE);
    }

    /** What another change of the routes changes. */
    private String after(Change change) throws IOException {
        String before = routes.plan().json();
        change.make();
        return PlanComparison.of(before, routes.plan());
    }

    private interface Change {
        void make() throws IOException;
    }

    @Test
    void shouldSaySo_whenNothingChanges() throws IOException {
        assertThat(after(() -> {})).isEqualTo("Nothing changes.\n");
    }

    @Test
    void shouldNameAllThatComes_whenARouteIsAdded() throws IOException {
        assertThat(after(() -> routes.route(
                        "hear",
                        "lambda-eventbridge",
                        "eventbusNameOrArn: \"{{orders.bus}}\", source: shop",
                        "- to: aws2-ddb:{{orders.table}}\n")))
                .isEqualTo("""
                        FUNCTIONS
                        + orders-hear (routes/orders/hear.camel.yaml)

                        TRIGGERS
                        + trigger of orders-hear
                        + rule orders-hear

                        PERMISSIONS
                        + orders-hear may dynamodb:PutItem on dynamodb:table/shop-orders-${environment}

                        RESOURCES
                        + table shop-orders
                        + event bus shop
                        """);
    }

    @Test
    void shouldSayWhatKeepsItsQueues_whenARouteGoes() throws IOException {
        routes.route(
                "hear",
                "lambda-eventbridge",
                "eventbusNameOrArn: \"{{orders.bus}}\", source: shop",
                "- to: aws2-ddb:{{orders.table}}\n");
        routes.route("sum", "lambda-schedule:daily", "expression: rate(1 day)", "- to: aws2-ddb:{{orders.table}}\n");

        assertThat(after(() -> {
                    Files.delete(folder.resolve("orders/hear.camel.yaml"));
                    Files.delete(folder.resolve("orders/sum.camel.yaml"));
                    Files.delete(folder.resolve("orders/take.camel.yaml"));
                    routes.route("fetch", "lambda-sqs", "queueNameOrArn: \"{{orders.fifo}}\"", STORE);
                }))
                .contains(
                        "with what failed for good and is still kept; Terraform's"
                                + " retired_routes = { \"orders-hear\" = [\"failed\", \"undelivered\"] } keeps it\n",
                        "retired_routes = { \"orders-sum\" = [\"failed\", \"missed\"] } keeps it\n",
                        "- orders-take (routes/orders/take.camel.yaml), with what failed for good and is still kept\n");
    }

    @Test
    void shouldNameAllThatGoes_whenARouteIsRenamed() throws IOException {
        assertThat(after(() -> {
                    Files.delete(folder.resolve("orders/take.camel.yaml"));
                    routes.route("fetch", "lambda-sqs", "queueNameOrArn: \"{{orders.fifo}}\"", STORE);
                }))
                .contains(
                        "+ orders-fetch (routes/orders/fetch.camel.yaml)\n",
                        "- orders-take (routes/orders/take.camel.yaml), with what failed for good and is still kept\n",
                        "- mapping orders-take\n",
                        "- orders-take may s3:PutObject on s3:::shop-archive-",
                        "- queue shop-orders, with what is in it; Terraform's retired_queues = { \"shop-orders\" ="
                                + " { visibility_timeout = 360, max_receive_count = 5 } } keeps it\n");
    }

    @Test
    void shouldKeepTheKeyOfAQueue_whenItHasOne() throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();

        String comparison = PlanComparison.of(
                mapper.readTree("{\"queues\": {\"a.fifo\": {\"kmsKey\": \"arn:aws:kms:r:1:key/k\"}, \"b\": {}}}"),
                mapper.readTree("{}"));

        assertThat(comparison)
                .contains(
                        "retired_queues = { \"a.fifo\" = { kms_key = \"arn:aws:kms:r:1:key/k\" } } keeps it\n",
                        "retired_queues = { \"b\" = {} } keeps it\n");
    }

    @Test
    void shouldSayWhatKeepsTheQueueOfFailedRecords_whenTheLastStreamOfItsBucketGoes() throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        String own = "\"a\": {\"kind\": \"stream\", \"onFailureBucket\": \"kept\"}";
        String common = "\"b\": {\"kind\": \"stream\"}";
        String other = "\"c\": {\"kind\": \"stream\"}, \"d\": {\"kind\": \"queue\"}";

        String comparison = PlanComparison.of(
                mapper.readTree("{\"mappings\": {" + own + ", " + common + ", " + other + "}}"),
                mapper.readTree("{\"mappings\": {" + common + "}}"));

        assertThat(comparison).isEqualTo("""
                TRIGGERS
                - mapping a, with the queue of the records it gave up; Terraform's retired_failed_records = ["kept"] keeps it
                - mapping c
                - mapping d
                """);
        assertThat(PlanComparison.of(mapper.readTree("{\"mappings\": {" + other + "}}"), mapper.readTree("{}")))
                .contains("- mapping c, with", "retired_failed_records = [\"dromedary-undelivered\"] keeps it\n");
    }

    @Test
    void shouldNameOldAndNew_whenAnOptionChanges() throws IOException {
        assertThat(after(() -> routes.route(
                        "take",
                        "lambda-sqs",
                        "queueNameOrArn: \"{{orders.queue}}\", memory: 2048, batchSize: 5",
                        STORE)))
                .contains("~ orders-take: memory 512 -> 2048\n", "~ mapping orders-take: batchSize 10 -> 5\n")
                .doesNotContain("PERMISSIONS");
    }

    @Test
    void shouldMarkIt_whenAFunctionMayDoMore() throws IOException {
        assertThat(after(() -> routes.route(
                        "take",
                        "lambda-sqs",
                        "queueNameOrArn: \"{{orders.queue}}\"",
                        STORE + "- to: aws2-ddb:{{orders.table}}\n")))
                .contains("! orders-take may dynamodb:PutItem on dynamodb:table/shop-orders-${environment},"
                        + " which it could not before\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    b/*   | ''  | b/a/* | ''  | +
                    b/a/* | ''  | b/*   | ''  | !
                    b/*   | ''  | b/*   | x   | +
                    b/*   | x   | b/*   | ''  | !
                    b/*   | x   | b/*   | y   | !
                    b/a   | ''  | b/b   | ''  | !
                    """)
    void shouldMarkJustWhatIsWider_whenAStatementChanges(
            String old, String oldCondition, String fresh, String freshCondition, String mark)
            throws JsonProcessingException {
        String comparison = PlanComparison.of(plan(old, oldCondition), plan(fresh, freshCondition));

        assertThat(comparison).contains("\n" + mark + " f may s3:GetObject on " + fresh);
    }

    private static JsonNode plan(String resource, String condition) throws JsonProcessingException {
        String conditions = condition.isEmpty()
                ? ""
                : ", \"conditions\": [{\"test\": \"StringEquals\", \"variable\": \"v\", \"values\": [\"" + condition
                        + "\"]}]";
        return new ObjectMapper()
                .readTree(
                        "{\"functions\": {\"f\": {\"statements\": [{\"actions\": [\"s3:GetObject\"], \"resources\": [\""
                                + resource + "\"]" + conditions + "}]}}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {         | no JSON
                    {}        | no plan of format 1
                    """)
    void shouldSaySo_whenTheOtherIsNoPlan(String text, String part) {
        Plan plan = routes.plan();

        assertThatThrownBy(() -> PlanComparison.of(text, plan))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part);
    }
}
