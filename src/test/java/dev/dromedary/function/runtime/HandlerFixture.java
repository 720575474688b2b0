package dev.dromedary.function.runtime;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What Lambda gives to a handler. The SDK's settings stand in system properties, as a test can't set environment
 * variables of its own process; they are put back afterwards, and so is the logging.
 */
final class HandlerFixture implements BeforeEachCallback, AfterEachCallback {

    private static final List<String> SETTINGS = List.of(
            "aws.region", "aws.endpointUrl", "aws.endpointUrlDynamoDb", "aws.accessKeyId", "aws.secretAccessKey");

    private final Map<String, String> before = new HashMap<>();

    @Override
    public void beforeEach(ExtensionContext context) {
        SETTINGS.forEach(name -> before.put(name, System.getProperty(name)));
        System.setProperty("aws.region", "us-east-1");
        credentials("test");
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
        LogManager.getLogManager().readConfiguration();
    }

    void credentials(String accessKey) {
        System.setProperty("aws.accessKeyId", accessKey);
        System.setProperty("aws.secretAccessKey", "secret");
    }

    void endpoints(String aws, String dynamoDb) {
        System.setProperty("aws.endpointUrl", aws);
        System.setProperty("aws.endpointUrlDynamoDb", dynamoDb);
    }

    /** The handler of health-ingest. */
    RouteHandler handler() throws Exception {
        return new RouteHandler(Map.of(
                "DROMEDARY_ROUTE", "health-ingest",
                "DROMEDARY_ROUTES", Path.of("routes").toAbsolutePath().toString(),
                "AWS_ENDPOINT_URL", System.getProperty("aws.endpointUrl", "")));
    }

    static String invoke(RouteHandler handler, Map<String, Object> event, Duration time) throws IOException {
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(JsonDocument.write(event).getBytes(StandardCharsets.UTF_8)),
                reply,
                context(time));
        return reply.toString(StandardCharsets.UTF_8);
    }

    static Context context(Duration time) {
        return new Remaining(Instant.now().plus(time));
    }

    /** Lambda's context as far as the handler looks at it. */
    private record Remaining(Instant end) implements Context {

        @Override
        public int getRemainingTimeInMillis() {
            return Math.toIntExact(Duration.between(Instant.now(), end).toMillis());
        }

        @Override
        public String getAwsRequestId() {
            return "request-1";
        }

        @Override
        public String getLogGroupName() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getLogStreamName() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getFunctionName() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getFunctionVersion() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getInvokedFunctionArn() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CognitoIdentity getIdentity() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ClientContext getClientContext() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int getMemoryLimitInMB() {
            throw new UnsupportedOperationException();
        }

        @Override
        public LambdaLogger getLogger() {
            throw new UnsupportedOperationException();
        }
    }
}
