package dev.dromedary.function.steps.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeProducerTest {

    private static final String URI =
            "notification:compose?from=RAW(Dromedary <from@example.com>)&to=RAW(to@example.com)"
                    + "&subject=RAW(${variable.subject})&text=RAW(${variable.text})&html=RAW(${variable.html})";

    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.disableJMX();
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private Exchange compose(String subject, String text, String html) {
        return context.createProducerTemplate().send(URI, exchange -> {
            exchange.setProperty("correlationId", "bucket/key@1");
            exchange.setVariable("subject", subject);
            exchange.setVariable("text", text);
            exchange.setVariable("html", html);
        });
    }

    private byte[] bytes(String subject, String text, String html) throws Exception {
        Exchange exchange = compose(subject, text, html);
        assertThat(exchange.getException()).isNull();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        exchange.getMessage().getBody(MimeMessage.class).writeTo(out);
        return out.toByteArray();
    }

    private static MimeMessage read(byte[] bytes) throws Exception {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
    }

    @Test
    void shouldHoldTextAndThenHtml_whenComposed() throws Exception {
        MimeMessage mail = read(bytes("Zoë", "Grüße\n37 °C 😀", "<p>Grüße 😀</p>"));

        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType()).isEqualToIgnoringCase("text/plain; charset=UTF-8");
        assertThat(parts.getBodyPart(1).getContentType()).isEqualToIgnoringCase("text/html; charset=UTF-8");
        assertThat(parts.getBodyPart(0).getHeader("Content-Transfer-Encoding")).containsExactly("quoted-printable");
        assertThat(parts.getBodyPart(1).getHeader("Content-Transfer-Encoding")).containsExactly("quoted-printable");
        assertThat(parts.getBodyPart(0).getContent().toString().replace("\r\n", "\n"))
                .isEqualTo("Grüße\n37 °C 😀");
        assertThat(parts.getBodyPart(1).getContent()).isEqualTo("<p>Grüße 😀</p>");
        assertThat(mail.getSubject()).isEqualTo("Zoë");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("X-Correlation-Id")).containsExactly("bucket%2Fkey%401");
    }

    @Test
    void shouldKeepLinesShortAndAscii_whenTextHasNoLineBreaks() throws Exception {
        byte[] bytes = bytes("ü".repeat(5000), "ü".repeat(50_000), "<p>" + "x😀".repeat(50_000) + "</p>");

        // https://www.rfc-editor.org/rfc/rfc5322#section-2.1.1
        assertThat(new String(bytes, StandardCharsets.US_ASCII).split("\r\n")).allMatch(line -> line.length() <= 998);
        for (byte each : bytes) {
            assertThat(each).isNotNegative();
        }
        MimeMultipart parts = (MimeMultipart) read(bytes).getContent();
        assertThat(parts.getBodyPart(0).getContent()).isEqualTo("ü".repeat(50_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hi\r\nBcc: thief@example.com",
                "Hi\nBcc: thief@example.com",
                "Hi\rBcc: thief@example.com",
                "Hi\r\n\r\n<script>alert(1)</script>",
                "Hi\u2028Bcc: thief@example.com",
                "Hi\u2029Bcc: thief@example.com",
                "Hi\u0085Bcc: thief@example.com",
                "Hi\u0000\u0007\u001bBcc: thief@example.com",
                "=?UTF-8?B?SGkNCkJjYzogdGhpZWZAZXhhbXBsZS5jb20=?="
            })
    void shouldHaveNoHeaderMore_whenTheSubjectHoldsOne(String subject) throws Exception {
        List<String> harmless = headers(read(bytes("Hi", "text", "html")));

        MimeMessage mail = read(bytes(subject, "text", "html"));

        assertThat(headers(mail)).isEqualTo(harmless);
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getAllRecipients()).containsExactly(new InternetAddress("to@example.com"));
        assertThat(mail.getSubject().lines()).hasSize(1);
        assertThat(((MimeMultipart) mail.getContent()).getCount()).isEqualTo(2);
    }

    private static List<String> headers(MimeMessage mail) throws Exception {
        return Collections.list(mail.getAllHeaders()).stream()
                .map(header -> header.getName())
                .sorted()
                .toList();
    }

    @Test
    void shouldCutTheSubjectBetweenCharacters_whenItIsVeryLong() throws Exception {
        assertThat(read(bytes("😀".repeat(10_000), "text", "html")).getSubject())
                .matches("(😀){99}…");
        assertThat(read(bytes("x" + "😀".repeat(10_000), "text", "html")).getSubject())
                .matches("x(😀){99}…");
        assertThat(read(bytes("x".repeat(200), "text", "html")).getSubject()).isEqualTo("x".repeat(200));
        assertThat(read(bytes("x".repeat(201), "text", "html")).getSubject()).isEqualTo("x".repeat(199) + "…");
    }

    @Test
    void shouldShowWhatWasGiven_whenItLooksEncoded() throws Exception {
        String subject =
                read(bytes("=?UTF-8?Q?Hi?= =?UTF-8?B?SGk=?=", "text", "html")).getSubject();

        assertThat(subject.replace("\u200b", "")).isEqualTo("=?UTF-8?Q?Hi?= =?UTF-8?B?SGk=?=");
    }

    @Test
    void shouldEvaluateOnce_whenValuesLookLikeExpressions() throws Exception {
        MimeMessage mail = read(bytes("${camelContext.stop}", "{{user.home}} ${bean:x}", "#{7*7} ${7*7}"));

        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(mail.getSubject()).isEqualTo("${camelContext.stop}");
        assertThat(parts.getBodyPart(0).getContent()).isEqualTo("{{user.home}} ${bean:x}");
        assertThat(parts.getBodyPart(1).getContent()).isEqualTo("#{7*7} ${7*7}");
    }

    @ParameterizedTest
    @CsvSource({"' ',x,text", "x,' ',html"})
    void shouldFail_whenThereIsNothingToSay(String text, String html, String option) {
        assertThat(compose("Hi", text, html).getException())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("The mail would be empty")
                .hasMessageContaining("option " + option);
    }

    @Test
    void shouldTellSesWhoGetsIt_whenComposed() {
        Exchange exchange = compose("Hi", "text", "html");

        assertThat(exchange.getMessage().getHeaders())
                .containsAllEntriesOf(Map.of("CamelAwsSesFrom", "from@example.com", "CamelAwsSesTo", "to@example.com"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | to@example.com | needs the option from",
                "' ' | to@example.com | needs the option from",
                "from@example.com | '' | needs the option to",
                "from@example.com | nobody | option to of notification:compose is \"nobody\"",
                "from@example.com | a@b.c,@ | option to of notification:compose",
                "not an address | to@example.com | option from of notification:compose",
                "a@example.com,b@example.com | to@example.com | has 2 addresses; it has to have 1",
                "from@example.com | ',' | option to of notification:compose"
            })
    void shouldNotStart_whenAnAddressIsWrong(String from, String to, String sentence) {
        String uri = "notification:compose?from=RAW(" + from + ")&to=RAW(" + to + ")&subject=s&text=t&html=h";

        assertThatThrownBy(() -> context.getEndpoint(uri))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .cause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence)
                .message()
                .satisfies(message -> assertThat(message.lines()).hasSize(1));
    }

    @Test
    void shouldNotStart_whenThereAreMoreRecipientsThanSesTakes() {
        String fifty = addresses(50);

        assertThat(context.getEndpoint("notification:compose?from=a@b.c&to=RAW(" + fifty + ")&subject=s&text=t&html=h"))
                .isNotNull();
        assertThatThrownBy(() -> context.getEndpoint(
                        "notification:compose?from=a@b.c&to=RAW(" + addresses(51) + ")&subject=s&text=t&html=h"))
                .cause()
                .hasMessageContaining("51 addresses; it has to have 1 to 50");
    }

    private static String addresses(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "to" + i + "@example.com")
                .collect(Collectors.joining(","));
    }

    @Test
    void shouldNameTheSteps_whenThereIsNoSuchStep() {
        assertThatThrownBy(() -> context.getEndpoint("notification:send"))
                .cause()
                .hasMessageContaining("the steps are due, claim, compose and sent");
    }
}
