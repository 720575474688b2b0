package dev.dromedary.desk.cloud.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dromedary.function.runtime.JsonDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Topic;

class EmbeddedSnsTest {
    @TempDir
    Path folder;

    private EmbeddedSns sns;

    @BeforeEach
    void open() {
        sns = new EmbeddedSns(folder, "us-east-1");
    }

    @Test
    void shouldAppendALine_whenAMessageIsPublished() throws IOException {
        String arn = sns.createTopic(create -> create.name("alerts")).topicArn();
        sns.publish(publish -> publish.topicArn(arn).message("first"));

        String id = sns.publish(publish -> publish.topicArn(arn)
                        .subject("Subject")
                        .message("second\nline")
                        .messageAttributes(Map.of(
                                "kind",
                                MessageAttributeValue.builder()
                                        .dataType("String")
                                        .stringValue("x")
                                        .build())))
                .messageId();

        assertThat(arn).isEqualTo("arn:aws:sns:us-east-1:000000000000:alerts");
        List<String> lines = Files.readAllLines(folder.resolve("alerts.ndjson"));
        assertThat(lines).hasSize(2);
        assertThat(JsonDocument.parse(lines.get(1)))
                .containsEntry("topic", "alerts")
                .containsEntry("subject", "Subject")
                .containsEntry("message", "second\nline")
                .containsEntry("message_id", id)
                .containsEntry("attributes", Map.of("kind", "x"))
                .containsKey("published");
        assertThat(sns.published())
                .containsExactly(
                        new PublishedMessage("alerts", null, "first", Map.of()),
                        new PublishedMessage("alerts", "Subject", "second\nline", Map.of("kind", "x")));
    }

    @Test
    void shouldFindTheTopicByItsName_whenTheArnIsOfAnAccount() {
        sns.topic("alerts");

        sns.publish(publish -> publish.topicArn("arn:aws-cn:sns:cn-north-1:123456789012:alerts")
                .message("text"));

        assertThat(sns.published()).hasSize(1);
    }

    @Test
    void shouldListTopics_whenSomeWereMade() {
        String second = sns.topic("second");
        String first = sns.topic("first");
        sns.topic("first");

        assertThat(sns.listTopics().topics()).extracting(Topic::topicArn).containsExactly(first, second);
    }

    @Test
    void shouldRefuse_whenThereIsNoSuchTopic() {
        NotFoundException refused = catchThrowableOfType(
                NotFoundException.class,
                () -> sns.publish(publish -> publish.topicArn("arn:aws:sns:us-east-1:000000000000:none")
                        .message("text")));

        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("NotFound");
        assertThat(refused.awsErrorDetails().sdkHttpResponse().statusCode()).isEqualTo(404);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "two\nlines",
                "0123456789_0123456789_0123456789_0123456789_0123456789_0123456789_"
                        + "0123456789_0123456789_0123456789_01"
            })
    void shouldRefuse_whenTheSubjectIsNone(String subject) {
        String arn = sns.topic("alerts");

        InvalidParameterException refused = catchThrowableOfType(
                InvalidParameterException.class,
                () -> sns.publish(
                        publish -> publish.topicArn(arn).subject(subject).message("text")));

        assertThat(refused.awsErrorDetails().errorMessage()).contains("Subject");
    }

    @Test
    void shouldRefuse_whenTheMessageIsEmptyOrTooLong() {
        String arn = sns.topic("alerts");

        assertThat(catchThrowableOfType(
                        InvalidParameterException.class,
                        () -> sns.publish(publish -> publish.topicArn(arn).message(""))))
                .hasMessageContaining("Empty message");
        assertThat(catchThrowableOfType(
                        InvalidParameterException.class,
                        () -> sns.publish(publish -> publish.topicArn(arn).message("ü".repeat(128 * 1024) + "x"))))
                .hasMessageContaining("too long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../up", "a b", "x.fif"})
    void shouldRefuse_whenATopicsNameIsNone(String name) {
        assertThat(catchThrowableOfType(InvalidParameterException.class, () -> sns.topic(name)))
                .hasMessageContaining("Topic Name");
    }
}
