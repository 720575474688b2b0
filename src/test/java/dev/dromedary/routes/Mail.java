package dev.dromedary.routes;

import dev.dromedary.desk.cloud.ses.SentMail;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/**
 * A mail, as its reader sees it.
 *
 * @param subject decoded
 * @param from the sender
 * @param text the part without markup
 * @param html the part with markup
 * @param source the whole message as it was sent
 */
record Mail(String subject, String from, String text, String html, String source) {

    static Mail read(SentMail sent) {
        try (InputStream in = Files.newInputStream(sent.eml())) {
            MimeMessage message = new MimeMessage(null, in);
            Multipart parts = (Multipart) message.getContent();
            return new Mail(
                    message.getSubject(),
                    message.getFrom()[0].toString(),
                    (String) parts.getBodyPart(0).getContent(),
                    (String) parts.getBodyPart(1).getContent(),
                    Files.readString(sent.eml()));
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException("No mail: " + sent, e);
        }
    }

    /** Without what differs from one attempt to the next. */
    String content() {
        return subject + "\n" + from + "\n" + text + "\n" + html;
    }
}
