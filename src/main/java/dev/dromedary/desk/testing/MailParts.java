package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dromedary.desk.cloud.ses.SentMail;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/** A mail as a test looks at it: {@code to}, {@code subject}, {@code text} and {@code html}. */
final class MailParts {

    private MailParts() {}

    static ObjectNode of(SentMail sent) {
        ObjectNode mail = JsonNodeFactory.instance.objectNode();
        sent.to().forEach(mail.putArray("to")::add);
        mail.put("subject", sent.subject());
        try (InputStream in = Files.newInputStream(sent.eml())) {
            add(new MimeMessage(null, in), mail);
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException("A mail can't be read again: " + sent.eml(), e);
        }
        return mail;
    }

    private static void add(Part part, ObjectNode mail) throws IOException, MessagingException {
        if (part.getContent() instanceof MimeMultipart parts) {
            for (int at = 0; at < parts.getCount(); at++) {
                add(parts.getBodyPart(at), mail);
            }
        } else if (part.isMimeType("text/html")) {
            mail.put("html", text(part));
        } else if (part.isMimeType("text/plain")) {
            mail.put("text", text(part));
        }
    }

    /** Mail has CR LF at the end of lines. */
    private static String text(Part part) throws IOException, MessagingException {
        return part.getContent().toString().replace("\r\n", "\n");
    }
}
