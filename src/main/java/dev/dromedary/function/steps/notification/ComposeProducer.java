package dev.dromedary.function.steps.notification;

import dev.dromedary.function.ledger.Claim;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.records.EscapedText;
import dev.dromedary.function.steps.Correlation;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Date;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.component.aws2.ses.Ses2Constants;
import org.apache.camel.support.DefaultProducer;

/**
 * {@code notification:compose}: the body becomes a MIME message with a text and the same as HTML, which aws2-ses sends raw. Renews
 * what notification:claim has claimed, so that it stands while the mail is sent.
 */
final class ComposeProducer extends DefaultProducer {

    private static final int LONGEST_SUBJECT = 200;

    private final NotificationEndpoint endpoint;
    private Expression subject;
    private Expression text;
    private Expression html;

    ComposeProducer(NotificationEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        // An expression that is wrong stops the start, not the first mail.
        subject = endpoint.expression(endpoint.getSubject());
        text = endpoint.expression(endpoint.getText());
        html = endpoint.expression(endpoint.getHtml());
    }

    @Override
    public void process(Exchange exchange) throws MessagingException {
        String correlationId = exchange.getProperty("correlationId", "", String.class);
        MimeMessage message = new IdentifiedMessage(Correlation.sha256(exchange.getFromRouteId() + correlationId));
        message.setFrom(Addresses.parse(endpoint.getFrom())[0]);
        message.setRecipients(Message.RecipientType.TO, Addresses.parse(endpoint.getTo()));
        message.setSubject(oneLine(subject.evaluate(exchange, String.class)), "UTF-8");
        message.setSentDate(Date.from(Clock.systemUTC().instant()));
        // Keeps out-of-office robots from answering: https://www.rfc-editor.org/rfc/rfc3834
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Correlation-Id", Correlation.asMetadata(correlationId));
        // The last part is the one that a mail program prefers: https://www.rfc-editor.org/rfc/rfc2046#section-5.1.4
        message.setContent(new MimeMultipart(
                "alternative",
                part(required("text", text, exchange), "plain"),
                part(required("html", html, exchange), "html")));
        message.saveChanges();
        // Without names: aws2-ses takes them apart at every comma, and SES takes ASCII only.
        exchange.getMessage().setHeader(Ses2Constants.FROM, Addresses.bare(endpoint.getFrom()));
        exchange.getMessage().setHeader(Ses2Constants.TO, Addresses.bare(endpoint.getTo()));
        exchange.getMessage().setBody(message);
        Claim claim = exchange.getProperty(LedgerProperties.CLAIM, Claim.class);
        if (claim != null) {
            // What is mailed next can't be taken back.
            Claimed.find(exchange).ifPresent(claimed -> claimed.renew(claim));
        }
    }

    private static String required(String option, Expression expression, Exchange exchange) {
        String value = expression.evaluate(exchange, String.class);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(
                    "The mail would be empty: the option " + option + " of notification:compose gives nothing");
        }
        return value;
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        // Elsewhere the client of SES does this; here it gets bytes.
        part.setText(EscapedText.escape(text, EscapedText::isInXml), "UTF-8", subtype);
        // Keeps lines under the 998 bytes that SMTP takes.
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return part;
    }

    /**
     * On one line, as what follows a line break would be a header. Without marks of direction, which show a text turned around,
     * and without what a mail program would decode as if it had been encoded here.
     */
    private static String oneLine(String text) {
        String line = text == null
                ? ""
                : EscapedText.escape(text, point -> EscapedText.isInXml(point) || Character.isISOControl(point))
                        .replaceAll("[\\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+", " ")
                        .replace("=?", "=\u200b?")
                        .strip();
        return line.length() <= LONGEST_SUBJECT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, line.codePointCount(0, LONGEST_SUBJECT) - 1)) + "…";
    }

    /** A message whose id is not drawn and asks for no host name. SES puts its own in its place. */
    private static final class IdentifiedMessage extends MimeMessage {

        private final String id;

        IdentifiedMessage(String id) {
            super((Session) null);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + "@dromedary>");
        }
    }

    /** Mail addresses as options give them. */
    static final class Addresses {

        /** SES takes no more: https://docs.aws.amazon.com/ses/latest/dg/quotas.html */
        private static final int MOST = 50;

        private Addresses() {}

        /**
         * Refuses what is no list of addresses.
         *
         * @throws IllegalArgumentException with one sentence
         */
        static void check(String option, String addresses) {
            try {
                InternetAddress[] parsed = InternetAddress.parse(addresses, true);
                for (InternetAddress address : parsed) {
                    address.validate();
                }
                int most = option.equals("from") ? 1 : MOST;
                if (parsed.length == 0 || parsed.length > most) {
                    throw new IllegalArgumentException("The option " + option + " of notification:compose has "
                            + parsed.length + " addresses; it has to have 1" + (most == 1 ? "" : " to " + most));
                }
            } catch (AddressException e) {
                // Without the cause: it would say the same again, less clearly.
                throw new IllegalArgumentException("The option " + option + " of notification:compose is \"" + addresses
                        + "\", which is no mail address: " + e.getMessage());
            }
        }

        /** With names encoded as a header of a mail needs them: https://www.rfc-editor.org/rfc/rfc2047 */
        static InternetAddress[] parse(String addresses) throws AddressException {
            InternetAddress[] parsed = InternetAddress.parse(addresses, true);
            for (InternetAddress address : parsed) {
                try {
                    address.setPersonal(address.getPersonal(), "UTF-8");
                } catch (UnsupportedEncodingException e) {
                    throw new IllegalStateException("Every JDK has UTF-8", e);
                }
            }
            return parsed;
        }

        /** The addresses alone, separated by commas. */
        static String bare(String addresses) throws AddressException {
            return Arrays.stream(InternetAddress.parse(addresses, true))
                    .map(InternetAddress::getAddress)
                    .collect(Collectors.joining(","));
        }
    }
}
