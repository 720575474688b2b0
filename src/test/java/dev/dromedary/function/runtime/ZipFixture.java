package dev.dromedary.function.runtime;

import dev.dromedary.function.runtime.stub.AwsStub;
import dev.dromedary.function.runtime.stub.DynamoDbServer;
import dev.dromedary.function.runtime.stub.RuntimeApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The built zip, unpacked once a class, and stubs of Lambda and AWS for each test. */
abstract class ZipFixture {
    static final Duration LONGEST = Duration.ofSeconds(60);

    @TempDir
    static Path task;

    static DynamoDbServer dynamoDb;

    @TempDir
    Path logs;

    AwsStub aws;
    RuntimeApi lambda;

    @BeforeAll
    static void unpack() throws Exception {
        FunctionProcess.unzip(Path.of(System.getProperty("dromedary.zip")), task);
        dynamoDb = new DynamoDbServer();
    }

    /** Another zip in place of the built one. */
    static void unpackInstead(Path zip) throws IOException {
        try (Stream<Path> shipped = Files.walk(task)) {
            for (Path file : shipped.sorted(Comparator.reverseOrder())
                    .filter(file -> !file.equals(task))
                    .toList()) {
                Files.delete(file);
            }
        }
        FunctionProcess.unzip(zip, task);
    }

    @AfterAll
    static void stopDynamoDb() throws Exception {
        dynamoDb.close();
    }

    @BeforeEach
    void startStubs() throws IOException {
        aws = new AwsStub();
        lambda = new RuntimeApi();
    }

    @AfterEach
    void stopStubs() {
        lambda.close();
        aws.close();
    }

    /** Starts a function whose calls all go to the stub, but those to DynamoDB. */
    FunctionProcess start(String route, Map<String, String> more, String... options) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of("AWS_ENDPOINT_URL", aws.url()));
        environment.putAll(more);
        return startAlone(route, environment, options);
    }

    /** Starts a function that knows the address of DynamoDB only. */
    FunctionProcess startAlone(String route, Map<String, String> more, String... options) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "AWS_LAMBDA_RUNTIME_API",
                lambda.address(),
                "AWS_REGION",
                "us-east-1",
                "AWS_ACCESS_KEY_ID",
                "test",
                "AWS_SECRET_ACCESS_KEY",
                "test",
                "AWS_ENDPOINT_URL_DYNAMODB",
                dynamoDb.url(),
                "DROMEDARY_ROUTE",
                route));
        environment.putAll(more);
        return FunctionProcess.start(
                        task,
                        FunctionHandler.class.getName(),
                        logs.resolve(route + ".log"),
                        environment,
                        FunctionProcess.lambdasOptions(options))
                .onExit(lambda::ended);
    }

    /** The reply to one event. */
    String reply(String request, String event) throws InterruptedException {
        lambda.offer(request, event, LONGEST);
        return lambda.awaitReply(LONGEST).body();
    }
}
