package dev.dromedary.records;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** The first line of a CSV file: its column names, and its bytes as they came. */
public final class Header {

    private final Columns columns;
    private final byte[] bytes;
    private final Quoting quoting;

    Header(Columns columns, byte[] bytes, Quoting quoting) {
        this.columns = columns;
        this.bytes = bytes;
        this.quoting = quoting;
    }

    /** A header that names {@code names} in that order, quoted where {@code dialect} needs it. */
    public static Header of(Dialect dialect, List<String> names) {
        Quoting quoting = new Quoting(dialect);
        return of(quoting, new Columns(names));
    }

    static Header of(Quoting quoting, Columns columns) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int i = 0; i < columns.size(); i++) {
            if (i > 0) {
                line.write(quoting.delimiter());
            }
            byte[] name = quoting.encoding().encode(columns.names().get(i));
            line.writeBytes(quoting.quoted(name, columns.size() == 1));
        }
        return new Header(columns, line.toByteArray(), quoting);
    }

    /** The column names in order, unquoted; empty if the file has no usable header. */
    public List<String> names() {
        return columns.names();
    }

    Columns columns() {
        return columns;
    }

    Quoting quoting() {
        return quoting;
    }

    /** The line as it came, without byte order mark and line end. Not to be changed. */
    byte[] bytes() {
        return bytes;
    }
}
