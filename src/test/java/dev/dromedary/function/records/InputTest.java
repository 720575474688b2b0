package dev.dromedary.function.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.function.records.CountedInput.TruncatedInputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** {@link CountedInput} and {@link GunzipInput}, alone and one on the other. */
class InputTest {

    private static final byte[] TEXT = "a,b\n1,2\n".repeat(5000).getBytes(StandardCharsets.UTF_8);

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] expanded(byte[] stored) throws IOException {
        return ExpandedInput.open(CsvFiles.trickling(stored), Optional.empty(), ExpansionLimits.DEFAULT)
                .readAllBytes();
    }

    private static String defect(byte[] stored, ExpansionLimits limits) throws IOException {
        InputStream in = ExpandedInput.open(new ByteArrayInputStream(stored), Optional.empty(), limits);
        try {
            in.transferTo(OutputStream.nullOutputStream());
            return null;
        } catch (DefectException e) {
            assertThatThrownBy(in::read).isSameAs(e);
            return e.defect().reason();
        }
    }

    @Test
    void shouldCountAndHash() throws Exception {
        CountedInput in = new CountedInput(CsvFiles.trickling(TEXT), TEXT.length);
        assertThat(in.ended()).isFalse();
        assertThatThrownBy(in::sha256).isInstanceOf(IllegalStateException.class);

        assertThat(in.readAllBytes()).isEqualTo(TEXT);

        assertThat(in.ended()).isTrue();
        assertThat(in.count()).isEqualTo(TEXT.length);
        String expected =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(TEXT));
        assertThat(in.sha256()).isEqualTo(expected).isEqualTo(in.sha256());
    }

    @Test
    void shouldFail_whenStreamEndsEarlyOrLate() {
        assertThatThrownBy(() -> new CountedInput(new ByteArrayInputStream(TEXT), TEXT.length + 1).readAllBytes())
                .isInstanceOf(TruncatedInputException.class)
                .hasMessageContaining("40000 of 40001");
        assertThatThrownBy(() -> new CountedInput(new ByteArrayInputStream(TEXT), TEXT.length - 1).readAllBytes())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("goes on");
    }

    @Test
    void shouldAcceptAnyLength_whenNobodyKnowsIt() throws IOException {
        CountedInput in = new CountedInput(new ByteArrayInputStream(TEXT), -1);

        assertThat(in.ended()).isFalse();
        assertThat(in.readAllBytes()).hasSize(TEXT.length);
        assertThat(in.ended()).isTrue();
    }

    @Test
    void shouldPassContentThrough_whenItIsNoGzip() throws IOException {
        for (String text : List.of("", "a", "ab", "a,b\n1,2\n")) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            assertThat(expanded(bytes)).isEqualTo(bytes);
        }
        assertThat(expanded(new byte[] {0x1F})).isEqualTo(new byte[] {0x1F});
    }

    @Property(tries = 200)
    void shouldExpandMembers(@ForAll @Size(max = 4) List<byte[]> parts, @ForAll @IntRange(max = 40) int zeros)
            throws IOException {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        stored.write(gzip(TEXT));
        content.write(TEXT);
        for (byte[] part : parts) {
            stored.write(gzip(part));
            content.write(part);
        }
        stored.write(new byte[zeros]);

        assertThat(Arrays.equals(expanded(stored.toByteArray()), content.toByteArray()))
                .isTrue();
    }

    @Test
    void shouldReadOptionalHeaderParts() throws IOException {
        byte[] plain = gzip(TEXT);
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        stored.write(new byte[] {0x1F, (byte) 0x8B, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 0});
        stored.write(new byte[] {3, 0, 'x', 'y', 'z'});
        stored.write("name.csv\0comment\0".getBytes(StandardCharsets.ISO_8859_1));
        stored.write(new byte[] {1, 2});
        stored.write(plain, 10, plain.length - 10);

        assertThat(Arrays.equals(expanded(stored.toByteArray()), TEXT)).isTrue();
    }

    @Test
    void shouldBeDefect_whenGzipIsCorrupt() throws IOException {
        byte[] stored = gzip(TEXT);
        for (int cut : new int[] {3, 9, 12, stored.length / 2, stored.length - 8, stored.length - 1}) {
            assertThat(defect(Arrays.copyOf(stored, cut), ExpansionLimits.DEFAULT))
                    .isEqualTo("gzip_corrupt");
        }
        for (int place : new int[] {2, stored.length / 2, stored.length - 6, stored.length - 2}) {
            byte[] broken = stored.clone();
            broken[place] ^= 0x55;
            assertThat(defect(broken, ExpansionLimits.DEFAULT))
                    .as("byte " + place)
                    .isEqualTo("gzip_corrupt");
        }
        byte[] followed = Arrays.copyOf(stored, stored.length + 1);
        followed[stored.length] = 'x';
        assertThat(defect(followed, ExpansionLimits.DEFAULT)).isEqualTo("gzip_corrupt");
    }

    @Test
    void shouldBeDefect_whenGzipExpandsTooFar() throws IOException {
        byte[] bomb = gzip(new byte[40 * 1024 * 1024]);

        assertThat(defect(bomb, ExpansionLimits.DEFAULT)).isEqualTo("gzip_ratio");
        assertThat(defect(bomb, new ExpansionLimits(1_000_000, 2000))).isEqualTo("gzip_too_large");
        assertThat(defect(bomb, new ExpansionLimits(Long.MAX_VALUE, 2000))).isNull();
        assertThat(defect(gzip(new byte[15 * 1024 * 1024]), ExpansionLimits.DEFAULT))
                .isNull();
    }

    @Test
    void shouldEndReadingWithDefect_whenBombIsCsv() throws IOException {
        byte[] bomb = gzip(("a,b\n" + "1,2\n".repeat(10_000_000)).getBytes(StandardCharsets.UTF_8));
        CountedInput counted = new CountedInput(new ByteArrayInputStream(bomb), bomb.length);
        RowReader reader = new RowReader(
                ExpandedInput.open(counted, Optional.empty(), ExpansionLimits.DEFAULT),
                Dialect.DEFAULT,
                Limits.DEFAULT);

        while (reader.hasNext()) {
            assertThat(reader.next().valid()).isTrue();
        }
        assertThat(reader.defect()).map(Defect::reason).hasValue("gzip_ratio");
    }

    @Test
    void shouldBeTruncated_ratherThanCorrupt_whenConnectionIsLost() throws IOException {
        byte[] one = gzip(TEXT);
        byte[] two = Arrays.copyOf(one, one.length * 2);
        System.arraycopy(one, 0, two, one.length, one.length);
        for (int cut :
                new int[] {0, 1, 2, 5, one.length / 2, one.length - 1, one.length, one.length + 5, two.length - 1}) {
            CountedInput lost = new CountedInput(new ByteArrayInputStream(two, 0, cut), two.length);
            assertThatThrownBy(() -> ExpandedInput.open(lost, Optional.empty(), ExpansionLimits.DEFAULT)
                            .readAllBytes())
                    .as("cut at " + cut)
                    .isInstanceOf(TruncatedInputException.class);
        }
    }
}
