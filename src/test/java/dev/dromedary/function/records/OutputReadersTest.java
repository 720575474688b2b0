package dev.dromedary.function.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we write is read by others as we count it, whatever was read. */
class OutputReadersTest {

    private static final List<Dialect> DIALECTS = List.of(
            Dialect.DEFAULT,
            new Dialect(';', '"', StandardCharsets.UTF_8),
            new Dialect('\t', '"', StandardCharsets.UTF_8),
            new Dialect('|', '\'', StandardCharsets.UTF_8),
            new Dialect(',', '"', Charset.forName("windows-1252")),
            new Dialect(';', '\'', StandardCharsets.ISO_8859_1));

    private static final List<String> PIECES = List.of(
            "DELIMITER",
            "DELIMITER",
            "DELIMITER",
            "DELIMITER",
            "QUOTE",
            "QUOTE",
            "QUOTE",
            "\n",
            "\n",
            "\n",
            "\r\n",
            "\r",
            " ",
            "  ",
            "\t",
            "\"",
            "'",
            "\\",
            "#",
            "=",
            "-1.5",
            "@",
            "a",
            "b",
            "1",
            "2.50",
            "\u0000",
            "\u0001",
            "\u001b[31m",
            "\u007f",
            "\u0085",
            "\u00a0",
            "\u00e9",
            "\u2028",
            "\ufeff",
            "\uffff",
            "\ud83d\udc2a",
            "\f",
            "\u001a",
            "NaN",
            "null",
            "\\N",
            "\\xE9",
            "//",
            "--");

    private static final List<String> CASES = List.of(
            "id,note\n1,first\rsecond\n2,plain\n",
            "a\rb,c\n1,2\n3,4\n",
            "\"a\nb\",c\n1,\"2\r3\"\n",
            "a,b\n1,x\"y\n2, \"z\"\n3,\"\"\"\"\n",
            "a,b\n\"x\"y,1\n\"x\",2\n\"x\"\"y\"z\",3\n",
            "a,b\n1\n1,2\n1,2,3\n1,\"2,5\",\"3\r\n4\",5\n",
            "a\n\"\"\n \n\t\n1\n",
            "#a,b\n#1,2\n\"#3\",4\n",
            "a,b\n\ufeff1,2\n",
            "a,b\n,\n\"\",\"\"\n , \n",
            "a,b\r\n1,2\r\r\n3,4\r\n\r\n5,6",
            "a,reject_reason\n1,2\n3\n",
            "a,b\n\"unclosed,1\n2,3\n",
            "a,b\n1,2\n3,\"4");

    private record Expected(String file, String output, List<List<String>> rows) {}

    private final OtherReaders others;
    private final List<Expected> expected = new ArrayList<>();

    OutputReadersTest(@TempDir Path folder) {
        others = new OtherReaders(folder);
    }

    @Test
    void shouldBeReadByOthersAsCounted_whenFilesAreOdd() throws IOException, InterruptedException {
        for (String text : CASES) {
            add(text.getBytes(StandardCharsets.UTF_8), Dialect.DEFAULT, new Random(1));
        }
        for (byte[] bytes : List.of(new byte[] {'a', ',', 'b', '\n', (byte) 0xE9, ',', '"', (byte) 0xFF, '"', '\n'})) {
            add(bytes, Dialect.DEFAULT, new Random(1));
        }
        addGenerated(1, 300);
        check();
    }

    @Test
    void shouldBeReadByOthersAsCounted_whenFilesAreReal() throws IOException, InterruptedException {
        try (Stream<Path> files = Files.walk(Path.of("sample-csv"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                add(Files.readAllBytes(file), Dialect.DEFAULT, new Random(file.hashCode()));
            }
        }
        addDamaged(1, 20);
        check();
    }

    @Test
    @Tag("simulation")
    void shouldBeReadByOthersAsCounted_whenThereAreThousands() throws IOException, InterruptedException {
        addGenerated(1_000, 4_000);
        addDamaged(1_000, 500);
        check();
    }

    private void addGenerated(int seed, int files) throws IOException {
        for (int i = 0; i < files; i++) {
            Random random = new Random(seed + i);
            Dialect dialect = DIALECTS.get(random.nextInt(DIALECTS.size()));
            StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "h" : "h1" + dialect.delimiter() + "h2\n");
            int pieces = random.nextInt(60);
            for (int piece = 0; piece < pieces; piece++) {
                text.append(PIECES.get(random.nextInt(PIECES.size()))
                        .replace("DELIMITER", String.valueOf(dialect.delimiter()))
                        .replace("QUOTE", String.valueOf(dialect.quote())));
            }
            byte[] bytes = text.toString().getBytes(dialect.encoding());
            if (random.nextInt(4) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) (0x80 + random.nextInt(0x80));
            }
            add(bytes, dialect, random);
        }
    }

    /** Readings as people have them, in which something has happened to a few places. */
    private void addDamaged(int seed, int files) throws IOException {
        byte[] likely = {',', '"', '\n', '\r', ' ', (byte) 0xE9, 0, '#', '='};
        for (int i = 0; i < files; i++) {
            Random random = new Random(seed + i);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new SampleGenerator(HealthSchema.read(), seed + i).write(out, 60, 0.2);
            byte[] bytes = out.toByteArray();
            for (int place = random.nextInt(20); place > 0; place--) {
                bytes[random.nextInt(bytes.length)] = likely[random.nextInt(likely.length)];
            }
            add(bytes, Dialect.DEFAULT, random);
        }
    }

    /** Writes the outputs of a file of which some rows are rejected, if it has a header. */
    private void add(byte[] file, Dialect dialect, Random random) throws IOException {
        RowReader reader = new RowReader(new ByteArrayInputStream(file), dialect, Limits.DEFAULT);
        List<Row> rows = CsvFiles.rows(reader);
        if (reader.header().names().isEmpty()) {
            return;
        }
        rows.stream().filter(row -> random.nextInt(4) == 0).forEach(row -> row.reject("every, \"fourth\""));
        String name = new String(file, dialect.encoding());
        for (boolean rejected : List.of(false, true)) {
            byte[] output = CsvFiles.writtenBytes(reader.header(), dialect, rows, rejected);
            RowReader again = new RowReader(new ByteArrayInputStream(output), dialect, Limits.DEFAULT);
            List<Row> read = CsvFiles.rows(again);
            assertThat(again.defect()).as(name).isEmpty();
            assertThat(read).as(name).allMatch(Row::valid);
            assertThat((long) read.size())
                    .as(name)
                    .isEqualTo(
                            rows.stream().filter(row -> row.valid() != rejected).count());
            others.add(output, dialect, again.header().names().size());
            expected.add(new Expected(
                    name,
                    new String(output, dialect.encoding()),
                    read.stream().map(CsvFiles::values).toList()));
        }
    }

    private void check() throws IOException, InterruptedException {
        List<Map<String, Object>> read = others.read();
        assertThat(read).hasSameSizeAs(expected);
        for (int i = 0; i < read.size(); i++) {
            Expected each = expected.get(i);
            read.get(i).forEach((reader, rows) -> {
                if (rows != null) {
                    assertThat(rows)
                            .as("%s reads <%s>, written of <%s>", reader, each.output(), each.file())
                            .isEqualTo(each.rows());
                }
            });
        }
    }
}
