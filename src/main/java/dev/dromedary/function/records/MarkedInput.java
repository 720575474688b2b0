package dev.dromedary.function.records;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A stream without its byte order marks. What a mark says to be UTF-16 or UTF-32 becomes UTF-8. Nothing is read before the
 * first read.
 *
 * @see <a href="https://www.unicode.org/faq/utf_bom.html">Byte order marks</a>
 */
public final class MarkedInput extends BlockInput {

    private static final int LONGEST_MARK = 4;

    private final InputStream source;
    private InputStream content;
    private Charset charset;

    /** The source's first bytes, which were looked at and belong to the content. */
    private byte[] first = new byte[0];

    private int position;

    /** A stream that has not been read. It is closed with this one. */
    public MarkedInput(InputStream source) {
        this.source = source;
    }

    /** The charset that a mark names; empty without a mark, and before the first read. */
    public Optional<Charset> charset() {
        return Optional.ofNullable(charset);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (content == null) {
            open();
        }
        if (position < first.length && length > 0) {
            int count = Math.min(length, first.length - position);
            System.arraycopy(first, position, bytes, offset, count);
            position += count;
            return count;
        }
        return content.read(bytes, offset, length);
    }

    private void open() throws IOException {
        first = source.readNBytes(LONGEST_MARK);
        int mark = first.length < LONGEST_MARK ? 0 : word(0);
        if (mark == 0x0000FEFF) {
            transcode("UTF-32BE", 4);
        } else if (mark == 0xFFFE0000) {
            transcode("UTF-32LE", 4);
        } else if (first.length >= 2 && half() == 0xFEFF) {
            transcode("UTF-16BE", 2);
        } else if (first.length >= 2 && half() == 0xFFFE) {
            transcode("UTF-16LE", 2);
        } else {
            content = source;
        }
        skipMarks();
    }

    private int word(int start) {
        int word = 0;
        for (int i = start; i < start + 4; i++) {
            word = word << 8 | first[i] & 0xFF;
        }
        return word;
    }

    private int half() {
        return (first[0] & 0xFF) << 8 | first[1] & 0xFF;
    }

    private void transcode(String name, int mark) {
        charset = Charset.forName(name);
        byte[] rest = Arrays.copyOfRange(first, mark, first.length);
        content = new TranscodedInput(rest, source, charset);
        first = new byte[0];
    }

    /** Drops UTF-8's marks. Tools that add one to a file that has one leave two. */
    private void skipMarks() throws IOException {
        fill(3);
        while (first.length >= 3 && first[0] == (byte) 0xEF && first[1] == (byte) 0xBB && first[2] == (byte) 0xBF) {
            charset = charset == null ? StandardCharsets.UTF_8 : charset;
            first = Arrays.copyOfRange(first, 3, first.length);
            fill(3);
        }
    }

    private void fill(int length) throws IOException {
        if (first.length < length) {
            byte[] more = content.readNBytes(length - first.length);
            int before = first.length;
            first = Arrays.copyOf(first, before + more.length);
            System.arraycopy(more, 0, first, before, more.length);
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
