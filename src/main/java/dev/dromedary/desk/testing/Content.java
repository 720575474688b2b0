package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** What a test puts into an object. */
final class Content {

    private Content() {}

    /** @param content a text, or an object with one of {@code text}, {@code file}, {@code json}, {@code lines}, {@code gzip} */
    static byte[] bytes(JsonNode content, Placeholders placeholders) throws IOException {
        if (content.has("file")) {
            return file(content.get("file").asText());
        }
        if (content.has("gzip")) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
                gzip.write(utf8(content.get("gzip").asText()));
            }
            return bytes.toByteArray();
        }
        if (content.has("json")) {
            return utf8(placeholders.filled(content.get("json")).toString());
        }
        if (content.has("lines")) {
            StringBuilder text = new StringBuilder();
            content.get("lines").forEach(line -> text.append(line(placeholders.filled(line)))
                    .append('\n'));
            return utf8(text.toString());
        }
        return utf8(placeholders.filled(
                content.isTextual() ? content.textValue() : content.get("text").asText()));
    }

    static String line(JsonNode line) {
        return line.isTextual() ? line.textValue() : line.toString();
    }

    /** @param name relative to the working folder */
    static byte[] file(String name) throws IOException {
        Path path = Path.of(name);
        if (!Files.isRegularFile(path)) {
            throw new CaseException("There is no file " + name + "; names are relative to "
                    + Path.of("").toAbsolutePath() + ".");
        }
        return Files.readAllBytes(path);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
