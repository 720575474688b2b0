package dev.dromedary.desk.console;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A form with files, as browsers send it.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data">Multipart form data</a>
 */
final class MultipartForm {

    private MultipartForm() {}

    static Asked read(String method, String path, byte[] body, String type) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        List<Asked.SentFile> files = new ArrayList<>();
        try {
            if (new ContentType(type).getParameter("boundary") == null) {
                throw new MessagingException("The parser would take any line for it");
            }
            MimeMultipart parts = new MimeMultipart(new ByteArrayDataSource(body, type));
            for (int at = 0; at < parts.getCount(); at++) {
                add(parts.getBodyPart(at), values, files);
            }
        } catch (MessagingException e) {
            throw new RefusedException(
                    400, "The form can't be read; it has to be multipart/form-data with a boundary.");
        }
        return new Asked(method, path, values, files);
    }

    private static void add(BodyPart part, Map<String, String> values, List<Asked.SentFile> files)
            throws MessagingException, IOException {
        String[] header = part.getHeader("Content-Disposition");
        if (header == null) {
            throw new MessagingException("A part has no name");
        }
        ContentDisposition disposition = new ContentDisposition(header[0]);
        String file = disposition.getParameter("filename");
        byte[] content = part.getInputStream().readAllBytes();
        if (file == null) {
            values.put(text(disposition.getParameter("name")), new String(content, StandardCharsets.UTF_8));
        } else if (!file.isEmpty()) {
            files.add(new Asked.SentFile(text(file), content));
        }
    }

    /** Headers are read as single bytes, and are UTF-8; browsers escape these three. */
    private static String text(String header) {
        String raw = header == null ? "" : header;
        boolean bytes = raw.chars().allMatch(c -> c < 256);
        String text = bytes ? new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8) : raw;
        return text.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
    }
}
