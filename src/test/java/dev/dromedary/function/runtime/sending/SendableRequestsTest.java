package dev.dromedary.function.runtime.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.utils.BinaryUtils;
import software.amazon.awssdk.utils.Md5Utils;

/** Clients that know nothing of us, as users' own routes make them. */
class SendableRequestsTest {

    /** Answers every request, and keeps it. */
    private static final class Recorder implements SdkHttpClient {

        private final List<SdkHttpRequest> requests = new ArrayList<>();
        private final List<String> bodies = new ArrayList<>();
        private final String answer;

        Recorder(String answer) {
            this.answer = answer;
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    requests.add(request.httpRequest());
                    bodies.add(request.contentStreamProvider()
                            .map(content -> text(content.newStream()))
                            .orElse(""));
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder().statusCode(200).build())
                            .responseBody(AbortableInputStream.create(
                                    new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8))))
                            .build();
                }

                @Override
                public void abort() {
                    // There is nothing to end.
                }
            };
        }

        private static String text(InputStream body) {
            try (body) {
                return new String(body.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            // Holds nothing open.
        }
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, Recorder http) {
        return builder.region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(http)
                .build();
    }

    @Test
    void shouldSendWhatTheQueueTakes_whoeverMadeTheClient() {
        // The SDK compares the digest of the body that it has sent.
        Recorder http = new Recorder("{\"MessageId\":\"1\",\"MD5OfMessageBody\":\"" + md5("pipe \\uFFFF") + "\"}");

        client(SqsClient.builder(), http)
                .sendMessage(message -> message.queueUrl("https://sqs.us-east-1.amazonaws.com/0/q")
                        .messageBody("pipe \uffff"));

        assertThat(http.bodies).singleElement().asString().contains("pipe \\\\uFFFF");
    }

    private static String md5(String text) {
        return BinaryUtils.toHex(Md5Utils.computeMD5Hash(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldPutTheItem_whenATextIsCutInACharacter() {
        Recorder http = new Recorder("{}");

        client(DynamoDbClient.builder(), http)
                .putItem(put -> put.tableName("t").item(Map.of("id", AttributeValue.fromS("x\ud83d"))));

        assertThat(http.bodies).singleElement().asString().contains("x\\\\uD83D");
    }

    @Test
    void shouldPutTheObject_whenNamesAndMetadataAreNoAscii() {
        Recorder http = new Recorder("");

        client(S3Client.builder(), http)
                .putObject(
                        put -> put.bucket("b").key("k\ud83d").metadata(Map.of("who", "Zo\u00eb\n")),
                        RequestBody.fromString("x"));

        assertThat(http.requests).singleElement().satisfies(request -> {
            assertThat(request.encodedPath()).endsWith("k%5CuD83D");
            assertThat(request.firstMatchingHeader("x-amz-meta-who")).hasValue("=?UTF-8?B?Wm/Dqwo=?=");
        });
    }

    @Test
    void shouldAskForKeysThatXmlCanHold_whenObjectsAreListed() {
        Recorder http = new Recorder("<ListBucketResult><EncodingType>url</EncodingType>"
                + "<Contents><Key>a%01+b%EF%BF%BF</Key></Contents></ListBucketResult>");

        var keys = client(S3Client.builder(), http)
                .listObjectsV2(list -> list.bucket("b"))
                .contents();

        assertThat(http.requests).singleElement().satisfies(request -> assertThat(
                        request.firstMatchingRawQueryParameter("encoding-type"))
                .hasValue("url"));
        assertThat(keys).singleElement().satisfies(object -> assertThat(object.key())
                .isEqualTo("a\u0001 b\uffff"));
    }

    @Test
    void shouldNotCopyARequest_whenAllOfItCanBeSent() {
        SendMessageRequest request =
                SendMessageRequest.builder().messageBody("{\"a\":\"\\uFFFF\"}").build();

        assertThat(SendableRequests.sendable(request)).isSameAs(request);
    }

    @Test
    void shouldKeepTheMeaningOfJson() {
        SendMessageRequest request = SendMessageRequest.builder()
                .messageBody("{\"a\":\"\uffff \\\\uFFFF\"}")
                .build();

        assertThat(((SendMessageRequest) SendableRequests.sendable(request)).messageBody())
                .isEqualTo("{\"a\":\"\\uFFFF \\\\uFFFF\"}");
    }

    @Test
    void shouldWriteTags_whateverTheyHold() {
        PutObjectRequest header = PutObjectRequest.builder()
                .tagging("who=Zo%C3%AB%3B+x&mail=a@u.org")
                .build();
        Tag tag = Tag.builder().key("k").value("v;").build();

        assertThat(((PutObjectRequest) SendableRequests.sendable(header)).tagging())
                .isEqualTo("who=Zo%C3%AB%40u003B+x&mail=a%40u0040u.org");
        assertThat(((PutObjectTaggingRequest) SendableRequests.sendable(PutObjectTaggingRequest.builder()
                                .tagging(tagging -> tagging.tagSet(tag))
                                .build()))
                        .tagging()
                        .tagSet())
                .containsExactly(Tag.builder().key("k").value("v@u003B").build());
    }
}
