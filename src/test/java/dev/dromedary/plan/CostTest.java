package dev.dromedary.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dromedary.plan.cost.Cost;
import dev.dromedary.plan.cost.Prices;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What plans cost. */
class CostTest {

    private static final Offset<Double> EXACTLY = within(1e-9);
    private static final String READ = """
            - to: aws2-s3:{{orders.bucket}}?operation=getObject
            - to: records:open?schema=orders/order.schema.json
            """;

    @TempDir
    Path folder;

    private PlannedRoutes routes;

    @BeforeEach
    void copy() throws IOException {
        routes = PlannedRoutes.alone(folder);
        routes.write("orders/order.schema.json", "{\"fields\": [{\"name\": \"id\", \"type\": \"string\"}]}");
        take(1024, 300);
    }

    private void take(int memory, int timeout) throws IOException {
        routes.route(
                "take",
                "lambda-s3",
                "bucketNameOrArn: \"{{orders.bucket}}\", prefix: raw/, suffix: .csv, includeBody: \"false\", memory: "
                        + memory + ", timeout: " + timeout,
                READ + "- to: event:put?bus={{orders.bus}}&source=shop&detailType=Taken&fields=id\n");
    }

    private void hear() throws IOException {
        routes.route(
                "hear",
                "lambda-eventbridge",
                "eventbusNameOrArn: \"{{orders.bus}}\", source: shop, memory: 512",
                "- to: aws2-ddb:{{orders.table}}?operation=PutItem\n");
    }

    private Cost cost(String... properties) throws IOException {
        return cost(routes.plan(), properties);
    }

    private Cost cost(Plan plan, String... properties) throws IOException {
        Path volumes = Files.writeString(folder.resolve("volumes"), String.join("\n", properties));
        return Cost.of(plan, Prices.of(folder), volumes);
    }

    private static JsonNode json(Cost cost) throws IOException {
        return new ObjectMapper().readTree(cost.json());
    }

    private static JsonNode function(Cost cost, String name) throws IOException {
        return json(cost).path("pipelines").path("orders").path("functions").path("orders-" + name);
    }

    private static double sum(JsonNode parent, String field) {
        double sum = 0;
        for (JsonNode each : parent) {
            sum += field.isEmpty() ? each.asDouble() : each.path(field).asDouble();
        }
        return sum;
    }

    @Test
    void shouldAddUp_whateverComes() throws IOException {
        routes = new PlannedRoutes(folder.resolve("all"));
        Plan plan = routes.plan();
        Random random = new Random(7);
        for (int i = 0; i < 20; i++) {
            JsonNode cost = json(cost(
                    plan,
                    "health.cost.ingest.events=" + random.nextInt(1_000_000),
                    "health.cost.rows=" + random.nextInt(1_000_000),
                    "catalog.cost.events=" + random.nextInt(10_000_000),
                    "cost.cold-starts=" + random.nextInt(10_000),
                    "customers.cost.messages-per-row=" + random.nextDouble()));

            for (JsonNode pipeline : cost.path("pipelines")) {
                JsonNode functions = pipeline.path("functions");
                for (JsonNode each : functions) {
                    assertThat(sum(each.path("byUse"), "") + sum(each.path("atRest"), ""))
                            .isCloseTo(each.path("perMonth").asDouble(), EXACTLY);
                }
                assertThat(sum(functions, "perMonth"))
                        .isCloseTo(pipeline.path("perMonth").asDouble(), EXACTLY);
                assertThat(sum(functions, "perMillion"))
                        .isCloseTo(pipeline.path("perMillion").asDouble(), within(1e-6));
            }
            assertThat(sum(cost.path("pipelines"), "perMonth") + sum(cost.path("shared"), ""))
                    .isCloseTo(cost.path("perMonth").asDouble(), within(1e-6));
        }
    }

    /** As bench/cold-start.md counts the calls of one file: GetItem twice, PutItem four times, a GetObject, three PutObject, a PutEvents. */
    @Test
    void shouldCountTheCallsThatTheRouteMakes_whenItIngestsASmallFile() throws IOException {
        routes = new PlannedRoutes(folder.resolve("all"));

        JsonNode ingest = json(cost("health.cost.ingest.events=1000000", "health.cost.rows=100"))
                .path("pipelines")
                .path("health")
                .path("functions")
                .path("health-ingest");

        JsonNode byUse = ingest.path("byUse");
        assertThat(byUse.path("DynamoDB").asDouble()).isCloseTo(2 * 0.125 + 4 * 0.625, EXACTLY);
        assertThat(byUse.path("S3").asDouble()).isCloseTo(0.4 + 3 * 5, EXACTLY);
        // The file, three objects and the event of its own.
        assertThat(byUse.path("EventBridge").asDouble()).isCloseTo(5, EXACTLY);
        // docs/deploying.md: ten, and one more, as it judges records.
        assertThat(ingest.path("atRest").path("alarms").asDouble()).isCloseTo(11 * 0.10, EXACTLY);
    }

    @Test
    void shouldPayForParts_whenAnOutputIsLarge() throws IOException {
        routes.route(
                "keep",
                "lambda-s3",
                "bucketNameOrArn: \"{{orders.archive}}\", prefix: raw/, includeBody: \"false\"",
                READ.replace("bucket", "archive") + """
                - split:
                    simple: ${body}
                    streaming: "true"
                    stopOnException: "true"
                    steps:
                      - to: records:write?bucket={{orders.archive}}&valid=a/x.csv&rejected=b/x.csv
                """);

        JsonNode keep = function(
                cost("orders.cost.row-bytes=1048576", "orders.cost.keep.rows=12", "orders.cost.keep.events=1000"),
                "keep");

        // Twelve MiB are three parts, begun and completed; the other output is one; and the file is read.
        assertThat(keep.path("byUse").path("S3").asDouble()).isCloseTo(6 * 0.005 + 0.0004, EXACTLY);
        String[] third = {
            "orders.cost.row-bytes=1048576",
            "orders.cost.keep.rows=12",
            "orders.cost.keep.events=1000",
            "orders.cost.written=0.3"
        };
        assertThat(function(cost(third), "keep").path("byUse").path("S3").asDouble())
                .isCloseTo(2 * 0.005 + 0.0004, EXACTLY);
    }

    @Test
    void shouldDoubleGigabyteSeconds_whenMemoryIsDoubledAndNothingIsFasterForIt() throws IOException {
        String[] waiting = {"orders.cost.cpu-bound=0", "orders.cost.event-milliseconds=0"};
        double before = gigabyteSeconds(cost(waiting));
        take(2048, 300);

        assertThat(gigabyteSeconds(cost(waiting))).isCloseTo(2 * before, within(1e-6));
    }

    @Test
    void shouldTakeHalfTheTimeForAsManyGigabyteSeconds_whenMemoryIsDoubledAndAllIsWorkOfTheCpu() throws IOException {
        String[] working = {
            "orders.cost.rows=30000000", "orders.cost.call-milliseconds=0", "orders.cost.restore-milliseconds=0"
        };
        Cost before = cost(working);
        take(2048, 300);
        Cost after = cost(working);

        assertThat(gigabyteSeconds(after)).isCloseTo(gigabyteSeconds(before), within(1e-6));
        assertThat(function(after, "take").path("secondsPerInvocation").asDouble())
                .isCloseTo(function(before, "take").path("secondsPerInvocation").asDouble() / 2, within(1e-6));
    }

    private static double gigabyteSeconds(Cost cost) throws IOException {
        return function(cost, "take").path("gigabyteSecondsPerMonth").asDouble();
    }

    @Test
    void shouldBillTheInitPhase_whenThereIsNoSnapshot() throws IOException {
        JsonNode image = function(
                cost(
                        "cost.snap-start=0",
                        "cost.init-milliseconds=2000",
                        "cost.event-milliseconds=0",
                        "cost.rows-per-second=1000000000",
                        "cost.call-milliseconds=0",
                        "orders.cost.events=1000"),
                "take");

        // Two seconds of one CPU, of which 1,024 of 1,769 MB bring so much less.
        assertThat(image.path("gigabyteSecondsPerMonth").asDouble()).isCloseTo(1000 * 2 * 1769 / 1024.0, within(1.0));
    }

    @Test
    void shouldCostARouteByItself_whenItsFileIsAdded() throws IOException {
        assertThat(function(cost(), "hear").isMissingNode()).isTrue();

        hear();

        JsonNode hear = function(cost(), "hear");
        assertThat(hear.path("eventsPerMonth").asDouble()).isEqualTo(10);
        assertThat(hear.path("byUse").path("DynamoDB").asDouble()).isCloseTo(10 * 2 * 0.625e-6, EXACTLY);
        assertThat(hear.path("perMonth").asDouble()).isGreaterThan(1);
    }

    @Test
    void shouldFollowTheEvents_whenAFunctionStartsOthers() throws IOException {
        hear();

        JsonNode hear = function(cost("orders.cost.take.events=300", "orders.cost.hear.share=0.25"), "hear");

        assertThat(hear.path("eventsPerMonth").asDouble()).isEqualTo(75);
    }

    @Test
    void shouldPayForEachPoll_whenAQueueIsRead() throws IOException {
        routes.route("drain", "lambda-sqs", "queueNameOrArn: \"{{orders.queue}}\"", "- log: x\n");

        JsonNode drain = function(cost("orders.cost.drain.events=1000000", "orders.cost.batch=4"), "drain");

        // Five pollers, each of which waits twenty seconds; a request to receive each batch, and one to delete it.
        assertThat(drain.path("atRest").path("SQS").asDouble()).isCloseTo(5 * 3 * 60 * 730 * 0.40e-6, EXACTLY);
        assertThat(drain.path("byUse").path("SQS").asDouble()).isCloseTo(2 * 250_000 * 0.40e-6, EXACTLY);
    }

    @Test
    void shouldWarn_whenAFileTakesNearlyAsLongAsItMay() throws IOException {
        take(512, 60);
        String rows = "orders.cost.rows=15000000";

        assertThat(json(cost(rows)).path("warnings").toString())
                .contains(
                        "orders-take: a file of 15,000,000 rows takes about 52 s with 512 MB",
                        "3.0 s before the timeout of 60 s",
                        "raise timeout");
        assertThat(json(cost("orders.cost.rows=12000000")).path("warnings")).isEmpty();

        take(1024, 60);
        assertThat(json(cost(rows)).path("warnings")).isEmpty();
    }

    @Test
    void shouldWarn_whenQuestionsNeedMoreTokensThanADayHas() throws IOException {
        routes = new PlannedRoutes(folder.resolve("all"));

        assertThat(json(cost("health.cost.ingest.events=30000", "health.cost.rows=10"))
                        .path("warnings")
                        .toString())
                .contains(
                        "health-analyze: 986 questions a day need about 2,465,753 tokens",
                        "budget is 2,000,000 a day",
                        "raise dailyTokens");
        assertThat(json(cost("health.cost.ingest.events=20000", "health.cost.rows=10"))
                        .path("warnings"))
                .isEmpty();
    }

    @Test
    void shouldSayWhatChanges_whenMemoryAndRoutesDo() throws IOException {
        String deployed = routes.plan().json();
        assertThat(cost().since(deployed)).doesNotContain("orders-take");

        take(2048, 300);
        hear();

        String change = cost("orders.cost.take.events=100000").since(deployed);

        Matcher sum = Pattern.compile("All, a month: ([\\d.]+) -> ([\\d.]+) \\(\\+([\\d.]+)\\)")
                .matcher(change);
        assertThat(sum.find()).isTrue();
        assertThat(new BigDecimal(sum.group(2)).subtract(new BigDecimal(sum.group(1))))
                .isEqualTo(new BigDecimal(sum.group(3)));
        assertThat(change)
                .startsWith("COST\n")
                .containsPattern("\\+ orders-hear: \\d\\.\\d\\d a month, 0\\.\\d{4} a million rows")
                .containsPattern("~ orders-take: [\\d.]+ -> [\\d.]+ \\(\\+[\\d.]+\\) a month, ");
    }

    @Test
    void shouldSaySo_whenTheDeployedPlanIsOfAnEarlierVersion() throws IOException {
        String deployed = routes.plan().json().replace("\"work\"", "\"other\"");

        assertThat(cost().since(deployed)).contains("an earlier version made it");
    }

    @Test
    void shouldNameWhatIsNotCounted_whenAnActionHasNoPrice() throws IOException {
        routes.write(
                "orders/orders.properties",
                Files.readString(folder.resolve("orders/orders.properties"))
                        + "orders.external=machine\norders.machine=machine\n");
        routes.route("begin", "lambda-sqs", "queueNameOrArn: \"{{orders.queue}}\"", """
                - setHeader: { name: CamelAwsStepFunctionsStateMachineArn, constant: "{{orders.machine}}" }
                - to: aws2-step-functions:x?operation=startExecution
                """);

        assertThat(json(cost()).path("unpriced").path("orders-begin").toString())
                .isEqualTo("[\"states:StartExecution\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s3.thousand-puts=0.005       |                         | has no price s3.thousand-puts",
                "s3.thousand-puts=0.005       | s3.thousand-puts=cheap  | the price s3.thousand-puts is \"cheap\"; it has to be an amount",
                "prices.date=2026-11-29       | prices.date=yesterday   | prices.date is \"yesterday\"; it has to be the date",
                "prices.currency=USD          | prices.currency=EUR     | prices.currency is \"EUR\"; it has to be USD",
                "prices.region=us-east-1      | prices.region=          | prices.region is \"\"; it has to be the region",
            })
    void shouldNameThePrice_whenItIsMissingOrWrong(String right, String wrong, String message) throws IOException {
        hear();
        routes.route(
                "put",
                "lambda-sqs",
                "queueNameOrArn: \"{{orders.queue}}\"",
                "- to: aws2-s3:{{orders.archive}}?keyName=a/x\n");
        routes.replace(Prices.FILE, right, wrong == null ? "" : wrong);

        assertThatThrownBy(this::cost)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Prices.FILE)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "orders.cost.rwos=5       | The property orders.cost.rwos is no assumption | Did you mean \"rows\"?",
                "orders.cost.taek.rows=5  | about a function orders-taek, and there is none | Did you mean \"orders-take\"?",
                "orders.cost.rows=many    | The property orders.cost.rows is \"many\"         | it has to be a number",
                "orders.rows=5            | The property orders.rows is no assumption      | PIPELINE.cost.VERB.NAME",
            })
    void shouldNameTheProperty_whenItIsWrong(String property, String message, String advice) {
        assertThatThrownBy(() -> cost(property))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(advice);
    }

    @Test
    void shouldTakeWhatPipelinesSay_unlessAFileSaysOtherwise() throws IOException {
        routes.append("orders/orders.properties", "orders.cost.rows=5000\n");

        assertThat(function(cost(), "take").path("rowsPerEvent").asDouble()).isEqualTo(5000);
        assertThat(function(cost("orders.cost.rows=7000"), "take")
                        .path("rowsPerEvent")
                        .asDouble())
                .isEqualTo(7000);
        assertThat(cost().text()).contains("SAID OTHERWISE", "orders.cost.rows=5,000");
    }
}
