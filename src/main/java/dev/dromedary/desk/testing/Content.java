package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** What a test puts into an object. */
final class Content {

    /** More in memory, several times over, is not for a test beside a route. */
    private static final long MOST_REPEATED_BYTES = 100_000_000;

    private Content() {}

    /**
     * The bytes of an object.
     *
     * @param content a text, or an object with one of {@code text}, {@code file}, {@code json}, {@code lines}, {@code parquet},
     *     {@code gzip}, {@code encoded}, {@code repeat}
     * @throws CaseException if there is no such file, or it is too much
     */
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
        if (content.has("encoded")) {
            return encoded(content.get("encoded"));
        }
        if (content.has("json")) {
            return utf8(placeholders.filled(content.get("json")).toString());
        }
        if (content.has("lines")) {
            return utf8(lines(content.get("lines"), placeholders));
        }
        if (content.has("parquet")) {
            return ParquetRows.write(utf8(lines(content.get("parquet"), placeholders)));
        }
        if (content.has("repeat")) {
            return repeated(content.get("repeat"));
        }
        return utf8(placeholders.filled(
                content.isTextual() ? content.textValue() : content.get("text").asText()));
    }

    private static String lines(JsonNode lines, Placeholders placeholders) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line(placeholders.filled(line))).append('\n'));
        return text.toString();
    }

    /**
     * The encodings that a case's objects are said to be in.
     *
     * @throws CaseException if there is no such encoding
     */
    static Set<Charset> encodings(TestCase test) {
        Set<Charset> encodings = new LinkedHashSet<>();
        Stream.concat(
                        test.given().path("objects").valueStream(),
                        test.when().valueStream().map(step -> step.path("upload")))
                .map(content -> content.path("encoded").path("as"))
                .filter(JsonNode::isTextual)
                .forEach(name -> encodings.add(charset(name.textValue())));
        return encodings;
    }

    private static byte[] encoded(JsonNode encoded) {
        Charset charset = charset(encoded.get("as").asText());
        try {
            ByteBuffer bytes = charset.newEncoder()
                    .encode(CharBuffer.wrap(encoded.get("text").asText()));
            return Arrays.copyOf(bytes.array(), bytes.limit());
        } catch (CharacterCodingException e) {
            throw new CaseException("encoded: The text has characters that " + charset.name()
                    + " has not; take them out, or name another encoding.");
        }
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new CaseException(
                    "encoded: There is no encoding \"" + name + "\"; name one such as windows-1252 or utf-16.");
        }
    }

    private static byte[] repeated(JsonNode repeat) throws IOException {
        byte[] head = utf8(repeat.path("head").asText());
        byte[] text = utf8(repeat.get("text").asText());
        long times = repeat.get("times").asLong();
        if (text.length > 0 && times > (MOST_REPEATED_BYTES - head.length) / text.length) {
            throw new CaseException("repeat: " + times + " times " + text.length + " bytes are more than the "
                    + MOST_REPEATED_BYTES / 1_000_000 + " MB that a test may have in an object; say fewer times.");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(head);
        for (long time = 0; time < times && text.length > 0; time++) {
            bytes.write(text);
        }
        return bytes.toByteArray();
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
