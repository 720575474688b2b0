package dev.dromedary.function.records.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/** What the metadata of a Parquet file say, for people. */
public final class ParquetSummary {

    private static final String MARK = "PAR1";
    /** The length of the metadata, and the mark again. */
    private static final int TAIL = 8;

    private ParquetSummary() {}

    /** Whether bytes begin as a Parquet file does. */
    public static boolean isParquet(byte[] file) {
        return file.length > TAIL + MARK.length()
                && new String(file, 0, MARK.length(), StandardCharsets.ISO_8859_1).equals(MARK);
    }

    /**
     * How many rows a file has, and below, a line each, its columns.
     *
     * @throws IOException if the file's metadata can't be read
     */
    public static String of(byte[] file) throws IOException {
        int length = Integer.reverseBytes(ByteBuffer.wrap(file).getInt(file.length - TAIL));
        FileMetaData data = Util.readFileMetaData(new ByteArrayInputStream(file, file.length - TAIL - length, length));
        List<SchemaElement> schema = data.getSchema();
        String columns = schema.subList(1, schema.size()).stream()
                .map(column -> column(column) + "\n")
                .collect(Collectors.joining());
        return "Parquet, " + data.getNum_rows() + (data.getNum_rows() == 1 ? " row\n" : " rows\n") + columns;
    }

    private static String column(SchemaElement column) {
        String logical = column.isSetLogicalType()
                ? " " + column.getLogicalType().getSetField().name()
                : "";
        return column.getRepetition_type().name().toLowerCase(Locale.ROOT) + " " + column.getName() + " "
                + column.getType().name() + logical;
    }
}
