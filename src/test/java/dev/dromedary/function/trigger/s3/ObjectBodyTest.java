package dev.dromedary.function.trigger.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.function.records.CountedInput.TruncatedInputException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

class ObjectBodyTest {

    private static final GetObjectRequest REQUEST =
            GetObjectRequest.builder().bucket("b").key("k").build();

    /** Answers with a body, and says that it is as long as it is. */
    private record Answering(String body) implements S3Client {
        @Override
        public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
            return new ResponseInputStream<>(
                    GetObjectResponse.builder()
                            .contentLength((long) body.length())
                            .build(),
                    new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @ParameterizedTest
    @CsvSource({"'', 4", "fou, 4", "four, 5"})
    void shouldFail_whenTheReplyIsShorterThanWasAnnounced(String body, long announced) throws Exception {
        try (ObjectBody object = new ObjectBody(() -> new Answering(body), REQUEST, announced)) {
            assertThatThrownBy(object::readAllBytes).isInstanceOf(TruncatedInputException.class);
            // Read once more, it has not come to its end either.
            assertThatThrownBy(object::read).isInstanceOf(TruncatedInputException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"four, 4", "four, -1", "'', 0"})
    void shouldBeRead_whenItIsAsLongAsWasAnnounced(String body, long announced) throws Exception {
        try (ObjectBody object = new ObjectBody(() -> new Answering(body), REQUEST, announced)) {
            assertThat(object.readAllBytes()).asString().isEqualTo(body);
        }
    }
}
