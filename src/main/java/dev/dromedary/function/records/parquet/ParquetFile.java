package dev.dromedary.function.records.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.protocol.TProtocol;
import shaded.parquet.org.apache.thrift.transport.TIOStreamTransport;

/**
 * A file from its first four bytes to its last four: row groups, and the footer that says where they are. Knows nothing of
 * times and names of machines, so that the same rows make the same bytes.
 */
final class ParquetFile {

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    /** In the form that readers take apart, to know of defects of its writer. */
    private static final String CREATED_BY = "dromedary version 1 (build 1)";

    private final OutputStream out;
    private final List<SchemaElement> schema = new ArrayList<>();
    private final List<RowGroup> groups = new ArrayList<>();
    private long offset;
    private long rows;

    /** @param columns the columns of the file, in order */
    ParquetFile(OutputStream out, List<ParquetColumn> columns) {
        this.out = out;
        // Some readers want a repetition of the root, too.
        schema.add(new SchemaElement("schema")
                .setRepetition_type(FieldRepetitionType.REQUIRED)
                .setNum_children(columns.size()));
        columns.forEach(column -> schema.add(column.element()));
    }

    void start() throws IOException {
        out.write(MAGIC);
        offset = MAGIC.length;
    }

    /** Writes a row group, whose columns are in the order of the file's. */
    void add(List<ColumnPages> columns, long rowCount) throws IOException {
        long start = offset;
        long uncompressed = 0;
        List<ColumnChunk> chunks = new ArrayList<>();
        for (ColumnPages column : columns) {
            chunks.add(column.writeTo(out, offset));
            offset += column.compressedBytes();
            uncompressed += column.uncompressedBytes();
        }
        RowGroup group = new RowGroup(chunks, uncompressed, rowCount)
                .setFile_offset(start)
                .setTotal_compressed_size(offset - start);
        if (groups.size() <= Short.MAX_VALUE) {
            group.setOrdinal((short) groups.size());
        }
        groups.add(new WrittenGroup(group));
        rows += rowCount;
    }

    void finish() throws IOException {
        ColumnOrder order = ColumnOrder.TYPE_ORDER(new TypeDefinedOrder());
        FileMetaData footer = new FileMetaData(VERSION, schema, rows, groups)
                .setCreated_by(CREATED_BY)
                .setColumn_orders(Collections.nCopies(schema.size() - 1, order));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Util.writeFileMetaData(footer, bytes);
        out.write(bytes.toByteArray());
        out.write(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(bytes.size())
                .array());
        out.write(MAGIC);
    }

    /** A row group as the footer has it. As objects, those of a large file would take a good part of the memory. */
    private static final class WrittenGroup extends RowGroup {

        private final byte[] bytes;

        WrittenGroup(RowGroup group) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                group.write(new TCompactProtocol(new TIOStreamTransport(out)));
            } catch (TException e) {
                throw new IOException("A row group can't be put into words: " + e.getMessage(), e);
            }
            bytes = out.toByteArray();
        }

        @Override
        public void write(TProtocol out) throws TException {
            out.getTransport().write(bytes);
        }
    }
}
