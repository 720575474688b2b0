package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.runtime.stub.S3Objects;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The functions of the customers pipeline from the built zip, under AWS's own runtime, with AWS's APIs over HTTP. */
class CustomersZipIT extends ZipFixture {

    private static final String BUCKET = "dromedary-customers";
    private static final String SETS = "dromedary-customers-sets";
    private static final String MESSAGES = "dromedary-customers-messages";
    private static final String CUSTOMERS = "id,first_name,last_name,customer_reference,status\n";
    private static final String ORDERS = "id,customer_reference,order_status,order_reference,order_timestamp\n"
            + "1,C1,new,O1,2022-01-30T08:00:00Z\n";
    private static final String ITEMS =
            "id,order_reference,item_name,quantity,total_price\n1,O1,x,1,12.30\n2,O1,y,1,20.00\n3,O1,z,0,1.00\n";
    private static final String FIRST =
            "{\"type\":\"customer_message\",\"customer_reference\":\"C1\",\"number_of_orders\":1,\"total_amount_spent\":32.30}";

    @BeforeAll
    static void createTables() throws Exception {
        dynamoDb.createTable(SETS, "set");
        dynamoDb.createTable(MESSAGES, "hash");
    }

    @Test
    void shouldSendAMessageForEachCustomer_whenThreeFilesHaveCome() throws Exception {
        try (FunctionProcess function = start("customers-collect", Map.of())) {
            String date = "20220130";

            assertThat(reply("1", upload("items", date, ITEMS)))
                    .as(function.output())
                    .contains("\"outcome\":\"success\"");
            assertThat(reply("2", upload("orders", date, ORDERS))).contains("\"outcome\":\"success\"");
            assertThat(aws.queues().bodies(MESSAGES + ".fifo")).isEmpty();
            String last = upload("customers", date, customers(2));
            assertThat(reply("3", last)).as(function.output()).contains("\"outcome\":\"success\"");
            assertThat(reply("4", last)).contains("\"outcome\":\"done already\"");
        }
        assertThat(aws.queues().bodies(MESSAGES + ".fifo"))
                .containsExactlyInAnyOrder(
                        FIRST, FIRST.replace("C1", "C2").replace(":1,", ":0,").replace("32.30", "0.00"));
        assertThat(aws.queues().bodies("dromedary-customers-errors.fifo"))
                .singleElement()
                .asString()
                .contains("\"error\":\"rejected_rows\"", "\"invalid_quantity\":1");
        assertThat(dynamoDb.items(SETS))
                .filteredOn(item -> item.get("set").s().equals("20220130"))
                .singleElement()
                .satisfies(item -> assertThat(item).doesNotContainKey("open"));
        assertThat(aws.calls()).noneMatch(call -> call.contains("ListQueues") || call.contains("GetQueueUrl"));
    }

    @Test
    void shouldSendEachMessageOnce_whenTheQueueHasNotTakenAllAtFirst() throws Exception {
        aws.queues().failFirstOf(1);
        try (FunctionProcess function = start("customers-collect", Map.of())) {
            String date = "20220131";
            reply("1", upload("customers", date, customers(25)));
            reply("2", upload("orders", date, ORDERS));

            assertThat(reply("3", upload("items", date, ITEMS)))
                    .as(function.output())
                    .contains("\"outcome\":\"success\"");
        }
        assertThat(aws.queues().bodies(MESSAGES + ".fifo")).hasSize(25).doesNotHaveDuplicates();
        assertThat(aws.calls().stream().filter(call -> call.endsWith("SendMessageBatch")))
                .as("the first of three batches twice, or all of them")
                .hasSizeBetween(4, 6);
        assertThat(dynamoDb.items(MESSAGES))
                .filteredOn(item -> item.get("message_id").s().endsWith("-1"))
                .allSatisfy(item -> assertThat(item).containsEntry("sent", AttributeValue.fromBool(true)));
    }

    @Test
    void shouldCallNobodyBeforeTheSnapshotAndWorkAfterIt_whenSnapStartIsOn() throws Exception {
        int items = dynamoDb.items().size();
        int sets = dynamoDb.items(SETS).size();
        try (FunctionProcess function = snapStart("customers-collect")) {
            assertThat(lambda.awaitCheckpoint(LONGEST))
                    .as("ready for the snapshot: %s", function.output())
                    .isTrue();
            assertThat(aws.calls()).isEmpty();
            assertThat(dynamoDb.items()).hasSize(items);
            assertThat(dynamoDb.items(SETS)).hasSize(sets);
            assertThat(function.output()).isEmpty();
            lambda.restore();

            assertThat(reply("1", upload("customers", "20220201", customers(1))))
                    .as(function.output())
                    .contains("\"outcome\":\"success\"");
        }
    }

    @Test
    void shouldCallNobodyBeforeTheSnapshot_whenTheScheduledFunctionHasSnapStart() throws Exception {
        int items = dynamoDb.items().size();
        int sets = dynamoDb.items(SETS).size();
        try (FunctionProcess function = snapStart("customers-check")) {

            assertThat(lambda.awaitCheckpoint(LONGEST))
                    .as("ready for the snapshot: %s", function.output())
                    .isTrue();
            assertThat(aws.calls()).isEmpty();
            assertThat(dynamoDb.items()).hasSize(items);
            assertThat(dynamoDb.items(SETS)).hasSize(sets);
            assertThat(function.output()).isEmpty();
        }
    }

    private static String customers(int count) {
        StringBuilder rows = new StringBuilder(CUSTOMERS);
        for (int i = 1; i <= count; i++) {
            rows.append(i).append(",A,B,C").append(i).append(",active\n");
        }
        return rows.toString();
    }

    private String upload(String part, String date, String content) {
        String key = "raw/" + part + "_" + date + ".csv";
        S3Objects.Stored stored = aws.s3().put("/" + BUCKET + "/" + key, content);
        return JsonDocument.write(Events.created(key, stored.etag())).replace(Events.BUCKET, BUCKET);
    }

    private FunctionProcess snapStart(String route) throws IOException {
        return start(
                route,
                Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"),
                // By this, org.crac finds the implementation of the runtime interface client.
                "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
    }
}
