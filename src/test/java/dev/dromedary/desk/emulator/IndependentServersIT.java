package dev.dromedary.desk.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.desk.operations.AwsDeployment;
import dev.dromedary.desk.operations.Candidates;
import dev.dromedary.desk.operations.Naming;
import dev.dromedary.desk.operations.Overview;
import dev.dromedary.desk.operations.Purge;
import dev.dromedary.desk.operations.Selection;
import dev.dromedary.desk.operations.Upload;
import dev.dromedary.function.runtime.ParameterSettings;
import dev.dromedary.function.runtime.Secrets;
import dev.dromedary.plan.Plan;
import dev.dromedary.plan.RoutesFolder;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Calls of functions and of the desk that the pipelines' own runs on LocalStack don't make, answered by servers that nobody here has
 * written, with large and odd inputs. Which one answers which is in docs/emulators.md.
 */
@Tag("emulator")
class IndependentServersIT {

    private static final String LOCALSTACK = "AWS_ENDPOINT_URL";
    private static final String DYNAMODB_LOCAL = "AWS_ENDPOINT_URL_DYNAMODB";
    private static final String MINISTACK = "DROMEDARY_MINISTACK_URL";
    private static final String MOTO = "DROMEDARY_MOTO_URL";
    private static final int PART = 5 * 1024 * 1024;
    /** All that a key may hold that is often handled wrongly. */
    private static final String ODD = "odd/é +%20&=?#'\"(1)\u3042😀/x..csv";

    @TempDir
    Path folder;

    private static <C, B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>> C at(String server, B builder) {
        return builder.endpointOverride(URI.create(System.getenv(server)))
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private static String fresh(String prefix) {
        return prefix + "-" + UUID.randomUUID();
    }

    @Test
    void shouldUploadLookAndPurge_whenTheDeskWorksOnAnEmulator() throws Exception {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.put("DROMEDARY_ENVIRONMENT", "desk");
        RoutesFolder routes = new RoutesFolder(Path.of("routes"));
        Endpoints endpoints = Endpoints.of(System.getenv()).orElseThrow();
        try (Emulator emulator = Emulator.of(Plan.of(routes).document(), endpoints, variables)) {
            emulator.create(Set.of());
            emulator.inputs().ofPipeline("health").forEach(input -> variables.putAll(input.environment()));
            try (AwsDeployment desk = AwsDeployment.open(routes, "health", Naming.PLAIN, variables)) {
                List<Upload.Taker> takers = desk.deployment().routes().stream()
                        .map(route -> Upload.Taker.of(route.id(), route.trigger()))
                        .toList();
                new Upload(desk.clients().s3(), desk.clients().sqs(), null, bytes -> {})
                        .put(
                                List.of(LargeFiles.readings(folder.resolve("desk é.csv"))),
                                takers,
                                null,
                                (file, where) -> {});

                Candidates candidates = new Candidates(desk.clients(), desk.deployment());
                assertThat(candidates.find(new Selection(
                                Optional.empty(),
                                "",
                                Instant.EPOCH,
                                Instant.now().plusSeconds(60),
                                false)))
                        .anySatisfy(found -> assertThat(found.object().key()).isEqualTo("raw/desk é.csv"));
                assertThat(Overview.of(desk.clients(), desk.deployment(), Clock.systemUTC())
                                .routes())
                        .isNotEmpty();
                Purge purge = new Purge(desk.clients(), desk.deployment());
                for (Purge.Store store : purge.stores()) {
                    purge.empty(store);
                }
                assertThat(purge.counts(purge.stores()).values()).allMatch(count -> count == 0);
            }
        }
    }

    /** Keys are sent in a header here, and parts have no checksums of ours. */
    @ParameterizedTest
    @ValueSource(strings = {LOCALSTACK, MINISTACK, MOTO})
    void shouldCopyAtOnceAndInParts_whenAnObjectIsArchived(String server) throws Exception {
        try (S3Client s3 = at(server, S3Client.builder().forcePathStyle(true));
                DefaultCamelContext context = new DefaultCamelContext()) {
            String bucket = fresh("copies");
            s3.createBucket(create -> create.bucket(bucket));
            byte[] content = new byte[2 * PART + 7];
            new Random(7).nextBytes(content);
            String etag = s3.putObject(
                            put -> put.bucket(bucket)
                                    .key(ODD)
                                    .contentType("text/csv")
                                    .metadata(Map.of("from", "till")),
                            RequestBody.fromBytes(content))
                    .eTag();
            context.getRegistry().bind("s3", S3Client.class, s3);
            context.disableJMX();
            context.start();
            for (String size : List.of("1", String.valueOf(content.length))) {
                String key = "archive/" + size + " é";

                Exchange copied = context.createProducerTemplate()
                        .request(
                                "object:copy?bucket=" + bucket
                                        + "&destinationKey=${header.to}&size=${body}&largestCopy=" + PART
                                        + "&partBytes=" + PART,
                                exchange -> {
                                    exchange.getMessage().setBody(size);
                                    exchange.getMessage().setHeader("to", key);
                                    exchange.getMessage().setHeader(AWS2S3Constants.KEY, ODD);
                                    exchange.getMessage().setHeader(AWS2S3Constants.E_TAG, etag);
                                });

                assertThat(copied.getException()).isNull();
                var copy = s3.getObjectAsBytes(get -> get.bucket(bucket).key(key));
                assertThat(copy.asByteArray()).isEqualTo(content);
                assertThat(copy.response().contentType()).isEqualTo("text/csv");
                assertThat(copy.response().metadata()).containsEntry("from", "till");
            }
        }
    }

    /** What records:ranges and records:range rely on. */
    @ParameterizedTest
    @ValueSource(strings = {LOCALSTACK, MINISTACK, MOTO})
    void shouldAnswerARange_whenTheVersionIsThatOfItsEtag(String server) {
        try (S3Client s3 = at(server, S3Client.builder().forcePathStyle(true))) {
            String bucket = fresh("ranges");
            s3.createBucket(create -> create.bucket(bucket));
            String etag = s3.putObject(put -> put.bucket(bucket).key(ODD), RequestBody.fromString("0123456789"))
                    .eTag();

            var head = s3.headObject(object -> object.bucket(bucket).key(ODD).ifMatch(etag));
            var range = s3.getObjectAsBytes(
                    get -> get.bucket(bucket).key(ODD).ifMatch(etag).range("bytes=3-8"));

            assertThat(head.contentLength()).isEqualTo(10);
            assertThat(range.asUtf8String()).isEqualTo("345678");
            assertThat(range.response().contentLength()).isEqualTo(6);
            assertThatThrownBy(() -> s3.getObjectAsBytes(get ->
                            get.bucket(bucket).key(ODD).ifMatch("\"other\"").range("bytes=3-8")))
                    .isInstanceOfSatisfying(S3Exception.class, answer -> assertThat(answer.statusCode())
                            .isEqualTo(412));
        }
    }

    /** What the steps that start and stop workflows rely on. */
    @ParameterizedTest
    @ValueSource(strings = {LOCALSTACK, MINISTACK})
    void shouldStartOnceAndStop_whenAnExecutionHasAName(String server) throws Exception {
        String waiting =
                "{\"StartAt\": \"wait\", \"States\": {\"wait\": {\"Type\": \"Wait\", \"Seconds\": 600, \"End\": true}}}";
        String name = fresh("once");
        try (SfnClient workflows = at(server, SfnClient.builder())) {
            String machine = workflows
                    .createStateMachine(create -> create.name(fresh("waiting"))
                            .definition(waiting)
                            .roleArn("arn:aws:iam::000000000000:role/states"))
                    .stateMachineArn();
            String execution = workflows
                    .startExecution(
                            start -> start.stateMachineArn(machine).name(name).input("{\"a\": \"é😀\"}"))
                    .executionArn();

            assertThatThrownBy(() -> workflows.startExecution(
                            start -> start.stateMachineArn(machine).name(name).input("{}")))
                    .isInstanceOf(ExecutionAlreadyExistsException.class);
            assertThatThrownBy(() -> workflows.stopExecution(stop -> stop.executionArn(execution + "-other")))
                    .isInstanceOf(ExecutionDoesNotExistException.class);
            workflows.stopExecution(stop -> stop.executionArn(execution).cause("asked for"));

            assertThat(execution).isEqualTo(machine.replace(":stateMachine:", ":execution:") + ":" + name);
            // LocalStack takes a moment.
            assertThat(RehearsalFixture.awaited(
                            () -> workflows
                                    .describeExecution(describe -> describe.executionArn(execution))
                                    .status(),
                            status -> status != ExecutionStatus.RUNNING))
                    .isEqualTo(ExecutionStatus.ABORTED);
        }
    }

    /** LocalStack holds checksums against what the upload was told; MiniStack and moto take more. */
    @ParameterizedTest
    @ValueSource(strings = {LOCALSTACK, MINISTACK, MOTO})
    void shouldUploadInParts_whenTheKeyIsOdd(String server) {
        try (S3Client s3 = at(server, S3Client.builder().forcePathStyle(true))) {
            String bucket = fresh("parts");
            s3.createBucket(create -> create.bucket(bucket));
            String upload = s3.createMultipartUpload(create -> create.bucket(bucket)
                            .key(ODD)
                            .metadata(Map.of("correlation-id", "a%20b"))
                            .checksumAlgorithm(ChecksumAlgorithm.CRC32))
                    .uploadId();
            CompletedPart first = part(s3, bucket, upload, 1, PART);
            CompletedPart second = part(s3, bucket, upload, 2, 1);

            s3.completeMultipartUpload(complete -> complete.bucket(bucket)
                    .key(ODD)
                    .uploadId(upload)
                    .multipartUpload(parts -> parts.parts(first, second)));

            var head = s3.headObject(object -> object.bucket(bucket).key(ODD));
            assertThat(head.contentLength()).isEqualTo(PART + 1);
            assertThat(head.metadata()).containsEntry("correlation-id", "a%20b");
            assertThat(s3.listObjectsV2(list -> list.bucket(bucket)).contents())
                    .singleElement()
                    .satisfies(object -> assertThat(object.key()).isEqualTo(ODD));
            String aborted = s3.createMultipartUpload(
                            create -> create.bucket(bucket).key(ODD).checksumAlgorithm(ChecksumAlgorithm.CRC32))
                    .uploadId();
            s3.abortMultipartUpload(abort -> abort.bucket(bucket).key(ODD).uploadId(aborted));
            assertThat(s3.listMultipartUploads(list -> list.bucket(bucket)).uploads())
                    .isEmpty();
        }
    }

    private static CompletedPart part(S3Client s3, String bucket, String upload, int number, int size) {
        UploadPartResponse part = s3.uploadPart(
                request -> request.bucket(bucket)
                        .key(ODD)
                        .uploadId(upload)
                        .partNumber(number)
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32),
                RequestBody.fromBytes(new byte[size]));
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(part.eTag())
                .checksumCRC32(part.checksumCRC32())
                .build();
    }

    /** What made every output of more than one part fail. */
    @Test
    void shouldBeRefused_whenAnUploadIsNotToldOfItsChecksums() {
        try (S3Client s3 = at(LOCALSTACK, S3Client.builder().forcePathStyle(true))) {
            String bucket = fresh("parts");
            s3.createBucket(create -> create.bucket(bucket));
            String upload = s3.createMultipartUpload(
                            create -> create.bucket(bucket).key(ODD))
                    .uploadId();
            CompletedPart only = part(s3, bucket, upload, 1, 1);

            assertThatThrownBy(() -> s3.completeMultipartUpload(complete -> complete.bucket(bucket)
                            .key(ODD)
                            .uploadId(upload)
                            .multipartUpload(parts -> parts.parts(only))))
                    .isInstanceOfSatisfying(S3Exception.class, refused -> assertThat(
                                    refused.awsErrorDetails().errorCode())
                            .isEqualTo("InvalidPart"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {DYNAMODB_LOCAL, MINISTACK, MOTO})
    void shouldKeepConditions_whenItemsAreWrittenTogether(String server) {
        try (DynamoDbClient tables = at(server, DynamoDbClient.builder())) {
            String table = fresh("table");
            tables.createTable(create -> create.tableName(table)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(text("id"), text("open"), text("since"))
                    .keySchema(key("id", KeyType.HASH))
                    .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                            .indexName("by-open")
                            .keySchema(key("open", KeyType.HASH), key("since", KeyType.RANGE))
                            .projection(all -> all.projectionType(ProjectionType.ALL))
                            .build()));
            // As large as the ledger's longest, and odd.
            Map<String, AttributeValue> key = Map.of("id", AttributeValue.fromS(ODD + "x".repeat(1500)));
            TransactWriteItem absent = TransactWriteItem.builder()
                    .put(Put.builder()
                            .tableName(table)
                            .item(key)
                            .conditionExpression("attribute_not_exists(id)")
                            .build())
                    .build();
            tables.transactWriteItems(write -> write.transactItems(absent));
            assertThatThrownBy(() -> tables.transactWriteItems(write -> write.transactItems(absent)))
                    .isInstanceOf(TransactionCanceledException.class);
            assertThatThrownBy(() -> tables.putItem(
                            put -> put.tableName(table).item(key).conditionExpression("attribute_not_exists(id)")))
                    .isInstanceOf(ConditionalCheckFailedException.class);
            tables.updateItem(update -> update.tableName(table)
                    .key(key)
                    .updateExpression("ADD #n :one")
                    .expressionAttributeNames(Map.of("#n", "n"))
                    .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))));
            assertThat(tables.getItem(get -> get.tableName(table).key(key).consistentRead(true))
                            .item())
                    .containsEntry("n", AttributeValue.fromN("1"));
            tables.putItem(put -> put.tableName(table)
                    .item(Map.of(
                            "id", AttributeValue.fromS("é😀"),
                            "open", AttributeValue.fromS("yes"),
                            "since", AttributeValue.fromS("2026-03-01"))));
            assertThat(tables.queryPaginator(query -> query.tableName(table)
                                    .indexName("by-open")
                                    .keyConditionExpression("#open = :open AND #since <= :until")
                                    .expressionAttributeNames(Map.of("#open", "open", "#since", "since"))
                                    .expressionAttributeValues(Map.of(
                                            ":open", AttributeValue.fromS("yes"),
                                            ":until", AttributeValue.fromS("2026-03-02"))))
                            .items())
                    .hasSize(1);
            List<WriteRequest> puts = IntStream.range(0, 25)
                    .mapToObj(i -> WriteRequest.builder()
                            .putRequest(PutRequest.builder()
                                    .item(Map.of("id", AttributeValue.fromS("b" + i)))
                                    .build())
                            .build())
                    .toList();
            assertThat(tables.batchWriteItem(write -> write.requestItems(Map.of(table, puts)))
                            .unprocessedItems())
                    .isEmpty();
            assertThat(tables.batchGetItem(get -> get.requestItems(Map.of(
                                    table,
                                    KeysAndAttributes.builder()
                                            .keys(List.of(Map.of("id", AttributeValue.fromS("b0"))))
                                            .build())))
                            .responses()
                            .get(table))
                    .hasSize(1);
            assertThat(tables.scanPaginator(scan -> scan.tableName(table)).items())
                    .hasSize(27);
        }
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    @ParameterizedTest
    @ValueSource(strings = {LOCALSTACK, MINISTACK, MOTO})
    void shouldTakeBatchesOfAFifoQueue_whenTheyAreAsManyAsThereMayBe(String server) {
        try (SqsClient queues = at(server, SqsClient.builder())) {
            String name = fresh("q") + ".fifo";
            String url = queues.createQueue(create -> create.queueName(name)
                            .attributesWithStrings(Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true")))
                    .queueUrl();
            assertThat(queues.getQueueUrl(get -> get.queueName(name)).queueUrl())
                    .isNotEmpty();
            List<SendMessageBatchRequestEntry> ten = IntStream.range(0, 10)
                    .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                            .id("m" + i)
                            .messageBody("{\"text\":\"é😀 " + "x".repeat(20_000) + i + "\"}")
                            .messageGroupId("g" + i)
                            .messageDeduplicationId("d" + i)
                            .build())
                    .toList();
            assertThat(queues.sendMessageBatch(send -> send.queueUrl(url).entries(ten))
                            .successful())
                    .hasSize(10);
            var received = queues.receiveMessage(
                            receive -> receive.queueUrl(url).maxNumberOfMessages(10))
                    .messages();
            assertThat(received).hasSizeGreaterThan(2);
            queues.changeMessageVisibility(change -> change.queueUrl(url)
                    .receiptHandle(received.get(0).receiptHandle())
                    .visibilityTimeout(0));
            queues.deleteMessage(
                    delete -> delete.queueUrl(url).receiptHandle(received.get(1).receiptHandle()));
            assertThat(queues.deleteMessageBatch(delete -> delete.queueUrl(url)
                                    .entries(DeleteMessageBatchRequestEntry.builder()
                                            .id("x")
                                            .receiptHandle(received.get(2).receiptHandle())
                                            .build()))
                            .successful())
                    .hasSize(1);
            queues.purgeQueue(purge -> purge.queueUrl(url));
            assertThat(queues.getQueueAttributes(get -> get.queueUrl(url).attributeNamesWithStrings("All"))
                            .attributesAsStrings())
                    .containsEntry("FifoQueue", "true");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {LOCALSTACK, MINISTACK, MOTO})
    void shouldGiveSecrets_whenTheyAreAskedForByName(String server) {
        String name = fresh("secret");
        String value = "é😀" + "x".repeat(3000);
        try (SecretsManagerClient secrets = at(server, SecretsManagerClient.builder());
                SsmClient parameters = at(server, SsmClient.builder())) {
            secrets.createSecret(create -> create.name(name).secretString(value));
            assertThat(secrets.getSecretValue(get -> get.secretId(name)).secretString())
                    .isEqualTo(value);
            parameters.putParameter(put -> put.name("/" + name).value(value).type("SecureString"));
            assertThat(parameters
                            .getParameter(get -> get.name("/" + name).withDecryption(true))
                            .parameter()
                            .value())
                    .isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {LOCALSTACK, MINISTACK, MOTO})
    void shouldGiveSettings_whenSomebodyHasSetThemAndWhenNobodyHas(String server) {
        String path = "/" + fresh("settings");
        try (SsmClient parameters = at(server, SsmClient.builder())) {
            Secrets settings = new ParameterSettings(() -> parameters, () -> Duration.ZERO, InstantSource.system());
            Secrets.Name threshold = new Secrets.Name(Secrets.Kind.setting, "p.threshold", path + "/threshold", "0.85");

            assertThat(settings.value(threshold)).isEqualTo("0.85");
            parameters.putParameter(
                    put -> put.name(threshold.inAws()).value("0.9").type("String"));
            assertThat(settings.value(threshold)).isEqualTo("0.9");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {LOCALSTACK, MINISTACK, MOTO})
    void shouldTakeNewsAndMails_whenTheyHoldAnyCharacter(String server) {
        try (SnsClient topics = at(server, SnsClient.builder());
                SesClient mails = at(server, SesClient.builder())) {
            String topic =
                    topics.createTopic(create -> create.name(fresh("topic"))).topicArn();
            assertThat(topics.publish(publish ->
                                    publish.topicArn(topic).subject("Readings").message("é😀 " + "x".repeat(200_000)))
                            .messageId())
                    .isNotEmpty();
            mails.verifyEmailIdentity(verify -> verify.emailAddress("dromedary@example.com"));
            String mail = "From: dromedary@example.com\r\nTo: care@example.com\r\nSubject: =?UTF-8?Q?=C3=A9?=\r\n"
                    + "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\né" + "x".repeat(100_000);
            assertThat(mails.sendRawEmail(send -> send.source("dromedary@example.com")
                                    .destinations("care@example.com")
                                    .rawMessage(raw -> raw.data(SdkBytes.fromUtf8String(mail))))
                            .messageId())
                    .isNotEmpty();
        }
    }

    @Test
    void shouldAnswerAsAModel_whenItIsAskedAsTheRouteAsks() {
        try (BedrockRuntimeClient models = at(MINISTACK, BedrockRuntimeClient.builder())) {
            var answer = models.converse(converse -> converse.modelId("amazon.nova-lite-v1:0")
                    .system(SystemContentBlock.fromText("You look at readings."))
                    .messages(Message.builder()
                            .role(ConversationRole.USER)
                            .content(ContentBlock.fromText("é😀 " + "x".repeat(50_000)))
                            .build())
                    .inferenceConfig(inference -> inference.maxTokens(1000).temperature(0.2f)));

            assertThat(answer.output().message().content()).isNotEmpty();
            assertThat(answer.usage().totalTokens()).isPositive();
            assertThat(answer.stopReasonAsString()).isNotEmpty();
        }
    }

    @Test
    void shouldTakeAnEvent_whenAFunctionIsStartedByItsAlias() throws Exception {
        try (LambdaClient functions = at(MINISTACK, LambdaClient.builder())) {
            String name = fresh("f");
            SdkBytes zip = SdkBytes.fromByteArray(bootstrap());
            functions.createFunction(create -> create.functionName(name)
                    .runtime("provided.al2023")
                    .handler("x")
                    .role("arn:aws:iam::000000000000:role/x")
                    .environment(environment -> environment.variables(Map.of("HEALTH_BUCKET", "b")))
                    .code(code -> code.zipFile(zip))
                    .publish(true));
            functions.createAlias(
                    create -> create.functionName(name).name("live").functionVersion("1"));

            assertThat(functions
                            .getFunctionConfiguration(
                                    get -> get.functionName(name).qualifier("live"))
                            .environment()
                            .variables())
                    .containsEntry("HEALTH_BUCKET", "b");
            assertThat(functions
                            .invoke(invoke -> invoke.functionName(name)
                                    .qualifier("live")
                                    .invocationType(InvocationType.EVENT)
                                    .payload(SdkBytes.fromUtf8String("{\"é\":\"" + "x".repeat(100_000) + "\"}")))
                            .statusCode())
                    .isEqualTo(202);
        }
    }

    private static byte[] bootstrap() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("bootstrap"));
            zip.write("#!/bin/sh\nexit 1\n".getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
