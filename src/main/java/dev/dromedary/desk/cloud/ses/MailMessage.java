package dev.dromedary.desk.cloud.ses;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ses.model.Content;
import software.amazon.awssdk.services.ses.model.SendEmailRequest;

/** A MIME message, read from its bytes or made from the parts that SES's SendEmail takes. */
final class MailMessage {
    private static final Session SESSION = Session.getInstance(new Properties());

    private final MimeMessage message;

    private MailMessage(MimeMessage message) {
        this.message = message;
    }

    /** @throws MessagingException when the bytes are no message */
    static MailMessage read(byte[] bytes) throws MessagingException {
        return new MailMessage(new MimeMessage(SESSION, new ByteArrayInputStream(bytes)));
    }

    /** The bytes that SES would send: blind copies are not in them. */
    static byte[] write(SendEmailRequest request) throws MessagingException, IOException {
        MimeMessage message = new MimeMessage(SESSION);
        message.setFrom(new InternetAddress(request.source()));
        message.setRecipients(
                MimeMessage.RecipientType.TO, addresses(request.destination().toAddresses()));
        message.setRecipients(
                MimeMessage.RecipientType.CC, addresses(request.destination().ccAddresses()));
        message.setReplyTo(addresses(request.replyToAddresses()));
        Content subject = request.message().subject();
        message.setSubject(subject == null ? "" : subject.data(), StandardCharsets.UTF_8.name());
        Content text = request.message().body().text();
        Content html = request.message().body().html();
        if (text != null && html != null) {
            MimeMultipart both = new MimeMultipart("alternative");
            both.addBodyPart(part(text, "plain"));
            both.addBodyPart(part(html, "html"));
            message.setContent(both);
        } else if (html != null) {
            message.setText(html.data(), StandardCharsets.UTF_8.name(), "html");
        } else {
            message.setText(text == null ? "" : text.data(), StandardCharsets.UTF_8.name(), "plain");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        return bytes.toByteArray();
    }

    private static MimeBodyPart part(Content content, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(content.data(), StandardCharsets.UTF_8.name(), subtype);
        return part;
    }

    private static Address[] addresses(List<String> texts) throws AddressException {
        return InternetAddress.parse(String.join(",", texts));
    }

    Optional<String> from() throws MessagingException {
        return Optional.ofNullable(message.getHeader("From", ","));
    }

    /** All that it names as recipients. */
    List<String> recipients() throws MessagingException {
        Address[] all = message.getAllRecipients();
        return all == null ? List.of() : Stream.of(all).map(Address::toString).toList();
    }

    String subject() throws MessagingException {
        String subject = message.getSubject();
        return subject == null ? "" : subject;
    }

    /** The first value of a header. */
    Optional<String> header(String name) throws MessagingException {
        String[] values = message.getHeader(name);
        return values == null ? Optional.empty() : Optional.of(values[0]);
    }

    /** The first text part that is no attachment, decoded. */
    Optional<String> text() throws MessagingException, IOException {
        return part(message, "text/plain");
    }

    /** The first HTML part that is no attachment, decoded. */
    Optional<String> html() throws MessagingException, IOException {
        return part(message, "text/html");
    }

    private static Optional<String> part(Part part, String type) throws MessagingException, IOException {
        if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
            return Optional.empty();
        }
        if (part.isMimeType(type)) {
            return Optional.of(new String(part.getInputStream().readAllBytes(), charset(part.getContentType())));
        }
        if (part.isMimeType("multipart/*")) {
            MimeMultipart parts = new MimeMultipart(part.getDataHandler().getDataSource());
            for (int at = 0; at < parts.getCount(); at++) {
                Optional<String> found = part(parts.getBodyPart(at), type);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Charset charset(String contentType) throws MessagingException {
        String name = new ContentType(contentType).getParameter("charset");
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(MimeUtility.javaCharset(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
