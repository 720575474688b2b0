package dev.dromedary.function.records;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the rejected records of a JSON file, as they came, with the reason as their last member: {@code reject_reason}, or {@code
 * reject_reason_2} and so on if the record has a member of that name. What is no JSON object stands as a text in the member {@code
 * record} of one; bytes that are no characters are shown there as {@code \xE9}.
 */
public final class JsonRejectWriter implements RecordWriter {

    private static final String REASON = "reject_reason";

    private final LineBuffer out;
    private final JsonList list;
    private long written;

    /** @param format NDJSON or JSON, as the records came */
    public JsonRejectWriter(OutputStream out, RecordFormat format) {
        this.out = new LineBuffer(out);
        this.list = new JsonList(this.out, format);
    }

    @Override
    public void header(Header header) {
        // Records bring their names along.
    }

    @Override
    public int write(List<Row> rows) throws IOException {
        int count = 0;
        for (Row row : rows) {
            if (!row.valid()) {
                list.next();
                write(row);
                count++;
            }
        }
        out.pass();
        written += count;
        return count;
    }

    private void write(Row row) throws IOException {
        byte[] source = row.chunk().source;
        int start = row.sourceStart();
        int end = row.sourceEnd();
        if (!isObject(row.reason())) {
            String text = new Encoding(StandardCharsets.UTF_8).decodeVisibly(source, start, end);
            out.write(bytes("{\"record\":"));
            string(text);
            out.write(bytes(",\"" + REASON + "\":"));
        } else {
            int last = end - 1;
            int inside = JsonGrammar.afterBlanks(source, start + 1, last);
            out.write(source, start, last);
            out.write(bytes((inside == last ? "\"" : ",\"") + reasonName(source, start, end) + "\":"));
        }
        string(row.reason());
        out.write((byte) '}');
    }

    private void string(String text) throws IOException {
        JsonBytes json = new JsonBytes();
        json.string(text);
        out.write(json.copy());
    }

    private static boolean isObject(String reason) {
        return !reason.equals(JsonReader.MALFORMED_JSON)
                && !reason.equals(JsonReader.NOT_AN_OBJECT)
                && !reason.equals(RowReader.UNDECODABLE_BYTES);
    }

    private static String reasonName(byte[] source, int start, int end) {
        String name = REASON;
        String record = null;
        for (int i = 2; ; i++) {
            if (record == null && !holds(source, start, end)) {
                return name;
            }
            record = record == null ? new String(source, start, end - start, StandardCharsets.UTF_8) : record;
            if (!record.contains('"' + name + '"')) {
                return name;
            }
            name = REASON + "_" + i;
        }
    }

    private static boolean holds(byte[] source, int start, int end) {
        byte[] name = bytes(REASON);
        for (int i = start; i <= end - name.length; i++) {
            if (source[i] == name[0] && Arrays.equals(source, i, i + name.length, name, 0, name.length)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public long written() {
        return written;
    }

    @Override
    public void finish() throws IOException {
        list.finish();
        out.pass();
    }
}
