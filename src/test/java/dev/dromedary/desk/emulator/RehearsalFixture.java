package dev.dromedary.desk.emulator;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** The command line, each command in a process of its own, and what it has brought about in MiniStack. */
abstract class RehearsalFixture {

    static final String MINISTACK = System.getenv("DROMEDARY_MINISTACK_URL");

    private static final long LONGEST = 300_000_000_000L;
    /** Nanoseconds that the machine's few processors are left to functions that start. */
    private static final long BETWEEN = 200_000_000L;

    @TempDir
    static Path folder;

    static S3Client s3;
    static SqsClient sqs;
    static DynamoDbClient dynamoDb;
    static LambdaClient lambda;

    @BeforeAll
    static void connect() {
        s3 = at(S3Client.builder().forcePathStyle(true));
        sqs = at(SqsClient.builder());
        dynamoDb = at(DynamoDbClient.builder());
        lambda = at(LambdaClient.builder());
    }

    static <C, B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>> C at(B builder) {
        return builder.endpointOverride(URI.create(MINISTACK))
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @AfterAll
    static void disconnect() {
        s3.close();
        sqs.close();
        dynamoDb.close();
        lambda.close();
    }

    static String dromedary(String... arguments) throws Exception {
        return dromedaryAt(MINISTACK, arguments);
    }

    /** Runs a command; what it has printed, and its exit code. */
    static String dromedaryAt(String endpoint, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.dromedary.desk.cli.Dromedary"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("AWS_ENDPOINT_URL", endpoint);
        builder.environment().remove("AWS_ENDPOINT_URL_DYNAMODB");
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return printed + "exit " + process.waitFor();
    }

    static String url(String queue) {
        return MINISTACK + "/000000000000/" + queue;
    }

    /** Messages of a queue, which are hidden from then on. */
    static List<Message> await(String queue, int count) {
        List<Message> messages = new ArrayList<>();
        for (long end = System.nanoTime() + LONGEST; messages.size() < count && System.nanoTime() < end; ) {
            messages.addAll(sqs.receiveMessage(receive -> receive.queueUrl(url(queue))
                            .maxNumberOfMessages(10)
                            .waitTimeSeconds(5)
                            .visibilityTimeout(600))
                    .messages());
        }
        return messages;
    }

    /** What a command prints, as soon as it prints something. */
    static String awaitPrinted(String wanted, String... arguments) throws Exception {
        String printed = "";
        for (long end = System.nanoTime() + LONGEST; !printed.contains(wanted) && System.nanoTime() < end; ) {
            printed = dromedary(arguments);
        }
        return printed;
    }

    /** What a call gives, as soon as it is what is wanted; the last that it gave, if it never is. */
    static <T> T awaited(Callable<T> call, Predicate<T> wanted) throws Exception {
        T given = call.call();
        for (long end = System.nanoTime() + LONGEST; !wanted.test(given) && System.nanoTime() < end; ) {
            LockSupport.parkNanos(BETWEEN);
            given = call.call();
        }
        return given;
    }

    static Map<String, String> variables(String function) {
        return lambda.getFunctionConfiguration(get -> get.functionName(function))
                .environment()
                .variables();
    }

    static void reconfigure(String function, String variable, String value) {
        Map<String, String> variables = new HashMap<>(variables(function));
        variables.put(variable, value);
        lambda.updateFunctionConfiguration(
                update -> update.functionName(function).environment(environment -> environment.variables(variables)));
    }
}
