package dev.dromedary.desk.inference;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
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
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * The beginning of a file, unpacked and in UTF-8.
 *
 * @param copy a temporary file
 * @param encoding what the file is written in: {@code utf-8}, or {@code windows-1252} where it is no UTF-8
 * @param whole whether all of the file is there
 */
record PlainFile(Path copy, String encoding, boolean whole) implements AutoCloseable {

    /** Characters: enough to guess from. */
    private static final int LARGEST = 64 << 20;

    /** Enough to tell how they are written. */
    private static final int LINES = 1000;

    private static final String WESTERN = "windows-1252";

    static PlainFile of(Path file) throws IOException {
        Charset charset = isUtf8(file) ? StandardCharsets.UTF_8 : Charset.forName(WESTERN);
        Path copy = Files.createTempFile("dromedary-sample", ".txt");
        boolean whole = true;
        try (Reader reader = new InputStreamReader(unpacked(file), charset);
                Writer writer = Files.newBufferedWriter(copy)) {
            char[] part = new char[1 << 16];
            int written = 0;
            for (int read = reader.read(part); read >= 0; read = reader.read(part)) {
                int start = written == 0 && part[0] == '\uFEFF' ? 1 : 0;
                int end = read;
                if (written + read > LARGEST) {
                    // To the end of a line.
                    while (end > start && part[end - 1] != '\n') {
                        end--;
                    }
                    whole = false;
                }
                writer.write(part, start, end - start);
                written += read;
                if (!whole) {
                    break;
                }
            }
        }
        return new PlainFile(copy, charset.equals(StandardCharsets.UTF_8) ? "utf-8" : WESTERN, whole);
    }

    private static InputStream unpacked(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        in.mark(2);
        boolean gzip = in.read() == 0x1F && in.read() == 0x8B;
        in.reset();
        return gzip ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private static boolean isUtf8(Path file) throws IOException {
        try (InputStream in = unpacked(file)) {
            byte[] first = in.readNBytes(1 << 20);
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
