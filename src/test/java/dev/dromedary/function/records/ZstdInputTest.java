package dev.dromedary.function.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ZstdInputTest {

    private static final byte[] TEXT = "a,b\n1,2\n".repeat(5000).getBytes(StandardCharsets.UTF_8);

    private static byte[] zstd(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream packed = Compression.ZSTD.pack(out)) {
            packed.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] expanded(InputStream stored, ExpansionLimits limits) throws IOException {
        return ExpandedInput.open(stored, Optional.empty(), limits).readAllBytes();
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
    void shouldExpandAllFrames_whateverTheirNumber() throws IOException {
        byte[] one = zstd(TEXT);
        byte[] two = Arrays.copyOf(one, one.length * 2);
        System.arraycopy(one, 0, two, one.length, one.length);

        assertThat(expanded(CsvFiles.trickling(one), ExpansionLimits.DEFAULT)).isEqualTo(TEXT);
        assertThat(expanded(CsvFiles.trickling(two), ExpansionLimits.DEFAULT)).hasSize(TEXT.length * 2);
        assertThat(zstd(TEXT)).isEqualTo(one);
    }

    @Test
    void shouldBeADefect_whenAByteIsWrongOrMissing() throws IOException {
        byte[] sound = zstd(TEXT);
        for (int at = 4; at < sound.length; at++) {
            byte[] damaged = sound.clone();
            damaged[at] ^= 0x55;
            byte[] cut = Arrays.copyOf(sound, at);

            assertThat(defect(cut, ExpansionLimits.DEFAULT)).as("cut at " + at).isEqualTo("zstd_corrupt");
            assertThat(defect(damaged, ExpansionLimits.DEFAULT))
                    .as("damaged at " + at)
                    .isEqualTo("zstd_corrupt");
        }
    }

    @Test
    void shouldBeADefect_whenItExpandsTooFar() throws IOException {
        byte[] bomb = zstd(new byte[40 * 1024 * 1024]);

        assertThat(defect(bomb, ExpansionLimits.DEFAULT)).isEqualTo("zstd_ratio");
        assertThat(defect(bomb, new ExpansionLimits(1_000_000, 100_000))).isEqualTo("zstd_too_large");
    }

    @Test
    void shouldNotLookCorrupt_whenTheConnectionIsLost() throws IOException {
        byte[] stored = zstd(TEXT);
        CountedInput lost = new CountedInput(new ByteArrayInputStream(stored, 0, stored.length / 2), stored.length);

        assertThatThrownBy(() -> expanded(lost, ExpansionLimits.DEFAULT))
                .isInstanceOf(CountedInput.TruncatedInputException.class);
    }

    @Test
    void shouldRefuseTheFile_whenTheSchemaSaysThatItIsPackedOtherwise() throws IOException {
        byte[] stored = zstd(TEXT);

        assertThatThrownBy(() -> ExpandedInput.open(
                        new ByteArrayInputStream(stored), Optional.of(Compression.GZIP), ExpansionLimits.DEFAULT))
                .isInstanceOf(DefectException.class)
                .extracting(e -> ((DefectException) e).defect().message())
                .isEqualTo(
                        "The schema says that the compression is gzip, and the file's is zstd; correct the schema or the file.");
    }
}
