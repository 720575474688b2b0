package dev.dromedary.desk.cloud.ses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ses.model.Content;
import software.amazon.awssdk.services.ses.model.SesException;

class EmbeddedSesTest {
    /** The HTML part is ISO 8859-1, quoted-printable; an attached page comes before it. */
    private static final String MAIL = """
            From: Sender <sender@example.com>\r
            To: one@example.com\r
            Cc: two@example.com\r
            Subject: =?UTF-8?Q?R=C3=A9sum=C3=A9_of_a/b=3A_5_%_?=\r
            MIME-Version: 1.0\r
            Content-Type: multipart/mixed; boundary="outer"\r
            \r
            --outer\r
            Content-Type: text/html\r
            Content-Disposition: attachment; filename=page.html\r
            \r
            attached\r
            --outer\r
            Content-Type: multipart/alternative; boundary="inner"\r
            \r
            --inner\r
            Content-Type: text/plain\r
            \r
            text\r
            --inner\r
            Content-Type: text/html; charset=ISO-8859-1\r
            Content-Transfer-Encoding: quoted-printable\r
            \r
            <p>=FCber</p>\r
            --inner--\r
            --outer--\r
            """;

    private static final String FROM = "sender@example.com";

    @TempDir
    Path folder;

    private Path outbox;
    private EmbeddedSes ses;

    @BeforeEach
    void open() {
        outbox = folder.resolve("outbox");
        ses = new EmbeddedSes(outbox);
    }

    private String sendRaw(String mail) {
        return ses.sendRawEmail(send -> send.rawMessage(raw -> raw.data(SdkBytes.fromUtf8String(mail))))
                .messageId();
    }

    private void send(String subject, String... to) {
        ses.sendEmail(send -> send.source(FROM)
                .destination(destination -> destination.toAddresses(to))
                .message(message -> message.subject(content(subject)).body(body -> body.text(content("text")))));
    }

    private static Content content(String text) {
        return Content.builder().data(text).build();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(outbox)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void shouldKeepTheBytesAndTheDecodedPage_whenAMessageIsSentRaw() throws IOException {
        String id = sendRaw(MAIL);

        assertThat(id).isNotBlank();
        assertThat(files()).containsExactly("1-resume-of-a-b-5.eml", "1-resume-of-a-b-5.html");
        assertThat(outbox.resolve("1-resume-of-a-b-5.eml")).hasBinaryContent(MAIL.getBytes(StandardCharsets.UTF_8));
        assertThat(outbox.resolve("1-resume-of-a-b-5.html")).content().contains("<p>über</p>");
        assertThat(ses.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("Résumé of a/b: 5 % ");
            assertThat(mail.to()).containsExactly("one@example.com", "two@example.com");
            assertThat(mail.html()).isEqualTo(outbox.resolve("1-resume-of-a-b-5.html"));
        });
    }

    @Test
    void shouldMakeAMessage_whenItsPartsAreSent() throws IOException {
        ses.sendEmail(send -> send.source("Sender <" + FROM + ">")
                .destination(destination -> destination
                        .toAddresses("one@example.com")
                        .ccAddresses("two@example.com")
                        .bccAddresses("hidden@example.com"))
                .replyToAddresses("reply@example.com")
                .message(message -> message.subject(content("Grüße"))
                        .body(body -> body.text(content("text")).html(content("<p>ü</p>")))));

        assertThat(files()).containsExactly("1-gru-e.eml", "1-gru-e.html");
        assertThat(outbox.resolve("1-gru-e.html")).hasContent("<p>ü</p>");
        assertThat(outbox.resolve("1-gru-e.eml"))
                .content()
                .contains("To: one@example.com", "Cc: two@example.com", "Reply-To: reply@example.com", "text/plain")
                .doesNotContain("hidden@example.com");
        assertThat(ses.mails().get(0).to()).containsExactly("one@example.com", "two@example.com", "hidden@example.com");
    }

    @Test
    void shouldGoOnCounting_whenTheFolderIsOpenedAgain() throws IOException {
        send("same", "one@example.com");
        send("same", "one@example.com");
        ses = new EmbeddedSes(outbox);

        send("same", "one@example.com");

        assertThat(files()).containsExactly("1-same.eml", "2-same.eml", "3-same.eml");
        assertThat(ses.mails()).singleElement().satisfies(mail -> assertThat(mail.html())
                .isNull());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ../../etc/passwd | 1-etc-passwd.eml
                    ''               | 1-mail.eml
                    日本語           | 1-mail.eml
                    .hidden          | 1-hidden.eml
                    a\\b:c*?         | 1-a-b-c.eml
                    """)
    void shouldWriteIntoTheFolder_whateverTheSubjectIs(String subject, String file) throws IOException {
        send(subject, "one@example.com");

        assertThat(files()).containsExactly(file);
    }

    @Test
    void shouldCutTheName_whenTheSubjectIsLong() throws IOException {
        send("x".repeat(500), "one@example.com");

        assertThat(files()).containsExactly("1-" + "x".repeat(60) + ".eml");
    }

    private void assertRefused(ThrowingCallable call, String message) {
        SesException refused = catchThrowableOfType(SesException.class, call);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterValue");
        assertThat(refused.awsErrorDetails().errorMessage()).contains(message);
        assertThat(refused.awsErrorDetails().sdkHttpResponse().statusCode()).isEqualTo(400);
        assertThat(outbox).doesNotExist();
        assertThat(ses.mails()).isEmpty();
    }

    @Test
    void shouldRefuse_whenNobodySendsOrReceives() {
        assertRefused(() -> ses.sendEmail(send -> send.destination(to -> to.toAddresses("one@example.com"))), "'From'");
        assertRefused(() -> send("none"), "'To'");
        assertRefused(() -> sendRaw("To: one@example.com\r\n\r\ntext"), "'From'");
        assertRefused(() -> sendRaw("From: one@example.com\r\n\r\ntext"), "'To'");
    }

    @Test
    void shouldRefuse_whenAnAddressIsNone() {
        assertRefused(() -> send("local", "nobody"), "Missing final '@domain'");
        assertRefused(() -> send("illegal", "a b@c@d"), "Illegal address");
    }

    @Test
    void shouldRefuse_whenThereAreOverFiftyRecipients() {
        String[] most = Collections.nCopies(50, "one@example.com").toArray(String[]::new);
        String[] more = Collections.nCopies(51, "one@example.com").toArray(String[]::new);

        assertRefused(() -> send("more", more), "exceeds 50");
        send("most", most);
        assertThat(ses.mails()).hasSize(1);
    }

    @Test
    void shouldRefuse_whenTheMessageIsOverTenMegabytes() {
        String head = "From: one@example.com\r\nTo: one@example.com\r\n\r\n";
        String most = head + "x".repeat(10 * 1024 * 1024 - head.length());

        assertRefused(() -> sendRaw(most + "x"), "more than 10485760 bytes");
        sendRaw(most);
        assertThat(ses.mails()).hasSize(1);
    }
}
