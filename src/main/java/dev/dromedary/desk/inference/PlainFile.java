package dev.dromedary.desk.inference;

import dev.dromedary.function.records.MarkedInput;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * The beginning of a file, unpacked and in UTF-8.
 *
 * @param copy a temporary file
 * @param encoding what the file is written in: {@code utf-8}, also where a byte order mark tells otherwise, as it counts more than what
 *     a schema says; or {@code windows-1252} where it is no UTF-8
 * @param separator the delimiter that the first line tells, {@code sep=;}; that line is not in the copy
 * @param whole whether all of the file is there
 */
record PlainFile(Path copy, String encoding, Optional<String> separator, boolean whole) implements AutoCloseable {

    /** Characters: enough to guess from. */
    private static final int LARGEST = 64 << 20;

    /** Enough to tell how they are written. */
    private static final int LINES = 1000;

    private static final String WESTERN = "windows-1252";

    /** As Excel writes it, with its line end. */
    private static final Pattern SEPARATOR =
            Pattern.compile("(\"?)sep=([\\p{Punct}\t &&[^\"]])\\1(\r\n|\r|\n)", Pattern.CASE_INSENSITIVE);

    private static final int LONGEST_SEPARATOR = 9;

    static PlainFile of(Path file) throws IOException {
        Charset charset = isUtf8(file) ? StandardCharsets.UTF_8 : Charset.forName(WESTERN);
        Path copy = Files.createTempFile("dromedary-sample", ".txt");
        boolean whole = true;
        Optional<String> separator;
        try (BufferedReader reader =
                        new BufferedReader(new InputStreamReader(new MarkedInput(unpacked(file)), charset));
                Writer writer = Files.newBufferedWriter(copy)) {
            separator = takeSeparator(reader);
            char[] part = new char[1 << 16];
            int written = 0;
            for (int read = reader.read(part); read >= 0; read = reader.read(part)) {
                int end = read;
                if (written + read > LARGEST) {
                    // To the end of a line.
                    while (end > 0 && part[end - 1] != '\n') {
                        end--;
                    }
                    whole = false;
                }
                writer.write(part, 0, end);
                written += read;
                if (!whole) {
                    break;
                }
            }
        }
        return new PlainFile(copy, charset.equals(StandardCharsets.UTF_8) ? "utf-8" : WESTERN, separator, whole);
    }

    private static Optional<String> takeSeparator(BufferedReader reader) throws IOException {
        StringBuilder start = new StringBuilder();
        reader.mark(LONGEST_SEPARATOR);
        // One by one, as a read of several may come short.
        for (int each = reader.read(); each >= 0; each = reader.read()) {
            start.append((char) each);
            if (start.length() == LONGEST_SEPARATOR) {
                break;
            }
        }
        reader.reset();
        Matcher line = SEPARATOR.matcher(start);
        if (!line.lookingAt()) {
            return Optional.empty();
        }
        reader.skip(line.end());
        return Optional.of(line.group(2));
    }

    /** The bytes of a file, packed with gzip or not. */
    static InputStream unpacked(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        in.mark(2);
        boolean gzip = in.read() == 0x1F && in.read() == 0x8B;
        in.reset();
        return gzip ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private static boolean isUtf8(Path file) throws IOException {
        try (MarkedInput in = new MarkedInput(unpacked(file))) {
            byte[] first = in.readNBytes(1 << 20);
            if (in.charset().isPresent()) {
                return true;
            }
            int end = first.length;
            // A character may be cut at the end.
            for (int cut = 0; cut < 4; cut++) {
                try {
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(first, 0, Math.max(0, end - cut)));
                    return true;
                } catch (CharacterCodingException e) {
                    if (first.length < 1 << 20) {
                        return false;
                    }
                }
            }
            return false;
        }
    }

    /** How many columns the first line has with a delimiter. */
    int columns(String delimiter) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(copy)) {
            String header = reader.readLine();
            return header == null || delimiter == null ? 0 : count(header, delimiter) + 1;
        }
    }

    /** The delimiter that most lines have as often as the first one has. */
    Optional<String> likelyDelimiter() throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(copy)) {
            List<String> lines = reader.lines().limit(LINES).toList();
            Map<String, Long> alike = new LinkedHashMap<>();
            for (String delimiter : List.of(",", ";", "\t", "|")) {
                int wanted = lines.isEmpty() ? 0 : count(lines.get(0), delimiter);
                if (wanted > 0) {
                    alike.put(
                            delimiter,
                            lines.stream()
                                    .filter(line -> count(line, delimiter) == wanted)
                                    .count());
                }
            }
            return alike.entrySet().stream()
                    .filter(each -> each.getValue() * 2 > lines.size())
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey);
        }
    }

    private static int count(String line, String delimiter) {
        return line.split(Pattern.quote(delimiter), -1).length - 1;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(copy);
    }
}
