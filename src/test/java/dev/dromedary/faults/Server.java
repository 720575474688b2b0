package dev.dromedary.faults;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dromedary.desk.cloud.EmbeddedCloud;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The embedded cloud behind HTTP: what its clients answer, as services put it on the wire. */
final class Server {

    private final EmbeddedCloud cloud;
    /** The same question has the same answer. */
    private final Map<SdkRequest, Reply> answers = new ConcurrentHashMap<>();

    Server(EmbeddedCloud cloud) {
        this.cloud = cloud;
    }

    /** @param body what was sent with an object or a part */
    Reply answer(String service, String operation, SdkRequest request, byte[] body) {
        return request instanceof ConverseRequest question
                ? answers.computeIfAbsent(
                        question.toBuilder()
                                .overrideConfiguration((AwsRequestOverrideConfiguration) null)
                                .build(),
                        asked -> made(service, operation, question, body))
                : made(service, operation, request, body);
    }

    private Reply made(String service, String operation, SdkRequest request, byte[] body) {
        try {
            if (request instanceof GetObjectRequest get) {
                ResponseBytes<GetObjectResponse> got = cloud.s3().getObjectAsBytes(get);
                return new Reply(200, headers(got.response()), got.asByteArray());
            }
            return reply(service, operation, (SdkPojo) response(service, operation, request, body));
        } catch (AwsServiceException e) {
            return error(
                    service,
                    e.statusCode(),
                    e.awsErrorDetails().errorCode(),
                    e.awsErrorDetails().errorMessage(),
                    e);
        }
    }

    /** The SDK makes a header of where a copy comes from, of which the embedded S3 wants the parts. */
    private static SdkRequest withSource(SdkRequest request) {
        if (!(request instanceof CopyObjectRequest copy)) {
            return request;
        }
        return copy.getValueForField("CopySource", String.class)
                .map(header -> URLDecoder.decode(header, StandardCharsets.UTF_8)
                        .replaceFirst("^/", "")
                        .split("/", 2))
                .map(source -> copy.toBuilder()
                        .sourceBucket(source[0])
                        .sourceKey(source[1])
                        .build())
                .orElse(copy);
    }

    private Object response(String service, String operation, SdkRequest sent, byte[] body) {
        SdkRequest request = withSource(sent);
        Object client = client(service);
        String name = operation.substring(0, 1).toLowerCase(Locale.ROOT) + operation.substring(1);
        try {
            for (Method method : type(service).getMethods()) {
                Class<?>[] types = method.getParameterTypes();
                if (method.getName().equals(name) && types.length > 0 && types[0] == request.getClass()) {
                    if (types.length == 1) {
                        return method.invoke(client, request);
                    }
                    if (types.length == 2 && types[1] == RequestBody.class) {
                        return method.invoke(client, request, RequestBody.fromBytes(body));
                    }
                }
            }
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalStateException("Nothing answers " + service + "." + operation);
    }

    private static Class<?> type(String service) {
        return switch (service) {
            case "S3" -> S3Client.class;
            case "DynamoDb" -> DynamoDbClient.class;
            case "EventBridge" -> EventBridgeClient.class;
            case "Ses" -> SesClient.class;
            case "Sns" -> SnsClient.class;
            case "Sqs" -> SqsClient.class;
            case "BedrockRuntime" -> BedrockRuntimeClient.class;
            case "Sfn" -> SfnClient.class;
            case "Ssm" -> SsmClient.class;
            default -> throw new IllegalArgumentException("No route has called " + service + " yet");
        };
    }

    private Object client(String service) {
        return switch (service) {
            case "S3" -> cloud.s3();
            case "DynamoDb" -> cloud.dynamoDb();
            case "EventBridge" -> cloud.eventBridge();
            case "Ses" -> cloud.ses();
            case "Sns" -> cloud.sns();
            case "Sqs" -> cloud.sqs();
            case "Sfn" -> cloud.stepFunctions();
            case "Ssm" -> cloud.parameters();
            default -> cloud.bedrock();
        };
    }

    /** What is the body of a response: a member of it, where there is one that is all of the body. */
    private static SdkPojo payload(SdkPojo response) {
        return response.sdkFields().stream()
                .filter(field -> field.containsTrait(PayloadTrait.class))
                .map(field -> field.getValueOrDefault(response))
                .filter(SdkPojo.class::isInstance)
                .map(SdkPojo.class::cast)
                .findFirst()
                .orElse(response);
    }

    /** A response of a service. */
    static Reply reply(String service, String operation, SdkPojo response) {
        return switch (Protocol.of(service)) {
            case JSON, REST_JSON -> json(service, 200, JsonReply.of(response));
            case REST_XML -> {
                String members = XmlReply.members(payload(response));
                yield new Reply(
                        200,
                        headers(response),
                        bytes(
                                members.isEmpty()
                                        ? ""
                                        : "<" + operation + "Result>" + members + "</" + operation + "Result>"));
            }
            case QUERY ->
                new Reply(
                        200,
                        Map.of(),
                        bytes("<" + operation + "Response><" + operation + "Result>" + XmlReply.members(response) + "</"
                                + operation + "Result><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></"
                                + operation + "Response>"));
        };
    }

    /** @param members of the exception, or null */
    static Reply error(String service, int status, String code, String message, SdkPojo members) {
        return switch (Protocol.of(service)) {
            case JSON, REST_JSON -> {
                ObjectNode json = members == null ? JsonNodeFactory.instance.objectNode() : JsonReply.of(members);
                Reply reply = json(service, status, json.put("__type", code).put("message", message));
                reply.headers().put("x-amzn-ErrorType", code);
                yield reply;
            }
            case REST_XML ->
                new Reply(
                        status,
                        Map.of(),
                        bytes("<Error><Code>" + code + "</Code><Message>" + XmlReply.escaped(String.valueOf(message))
                                + "</Message></Error>"));
            case QUERY ->
                new Reply(
                        status,
                        Map.of(),
                        bytes("<ErrorResponse><Error><Code>" + code + "</Code><Message>"
                                + XmlReply.escaped(String.valueOf(message))
                                + "</Message></Error><RequestId>1</RequestId></ErrorResponse>"));
        };
    }

    private static Reply json(String service, int status, ObjectNode json) {
        byte[] body = bytes(json.toString());
        Map<String, String> headers = new TreeMap<>();
        headers.put("content-type", "application/x-amz-json-1.0");
        if (service.equals("DynamoDb")) {
            CRC32 crc = new CRC32();
            crc.update(body);
            headers.put("x-amz-crc32", Long.toString(crc.getValue()));
        }
        return new Reply(status, headers, body);
    }

    /** The members of a response that are headers. */
    private static Map<String, String> headers(SdkPojo response) {
        Map<String, String> headers = new TreeMap<>();
        for (SdkField<?> field : response.sdkFields()) {
            Object value = field.getValueOrDefault(response);
            if (field.location() == MarshallLocation.HEADER && JsonReply.isThere(value)) {
                if (value instanceof Map<?, ?> map) {
                    map.forEach((name, each) -> headers.put(field.locationName() + name, each.toString()));
                } else {
                    headers.put(field.locationName(), header(value));
                }
            }
        }
        return headers;
    }

    private static String header(Object value) {
        return value instanceof Instant time
                ? DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC))
                : value.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
