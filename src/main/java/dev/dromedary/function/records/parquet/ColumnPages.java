package dev.dromedary.function.records.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/** The compressed pages of one column in one row group, until they are written. Of version 1, which every reader knows. */
final class ColumnPages {

    private final String name;
    private final Type type;
    private final ParquetCompression compression;
    private final List<byte[]> pages = new ArrayList<>();
    private final Set<Encoding> encodings = EnumSet.noneOf(Encoding.class);
    private byte[] dictionary;
    private Statistics statistics;
    private long valueCount;
    private long uncompressedBytes;
    private long compressedBytes;

    ColumnPages(String name, Type type, ParquetCompression compression) {
        this.name = name;
        this.type = type;
        this.compression = compression;
    }

    /** Whether values are numbered by a dictionary. */
    boolean hasDictionary() {
        return dictionary != null;
    }

    long uncompressedBytes() {
        return uncompressedBytes;
    }

    long compressedBytes() {
        return compressedBytes;
    }

    /** Adds a page of so many values, levels before them. */
    void add(GrowingBytes bytes, int values, Encoding encoding) throws IOException {
        encodings.add(encoding);
        encodings.add(Encoding.RLE);
        DataPageHeader header = new DataPageHeader(values, encoding, Encoding.RLE, Encoding.RLE);
        pages.add(page(new PageHeader(PageType.DATA_PAGE, 0, 0).setData_page_header(header), bytes));
        valueCount += values;
    }

    /** Adds the values that pages number. */
    void addDictionary(GrowingBytes words, int count) throws IOException {
        encodings.add(Encoding.PLAIN);
        DictionaryPageHeader header = new DictionaryPageHeader(count, Encoding.PLAIN);
        dictionary = page(new PageHeader(PageType.DICTIONARY_PAGE, 0, 0).setDictionary_page_header(header), words);
    }

    void setStatistics(Statistics ofAllValues) {
        statistics = ofAllValues;
    }

    /**
     * Writes all pages.
     *
     * @param offset where in the file they begin
     * @return the column's place in the footer
     */
    ColumnChunk writeTo(OutputStream out, long offset) throws IOException {
        long dataOffset = offset;
        if (dictionary != null) {
            out.write(dictionary);
            dataOffset += dictionary.length;
        }
        for (byte[] page : pages) {
            out.write(page);
        }
        ColumnMetaData data = new ColumnMetaData(
                        type,
                        List.copyOf(encodings),
                        List.of(name),
                        compression.codec(),
                        valueCount,
                        uncompressedBytes,
                        compressedBytes,
                        dataOffset)
                .setStatistics(statistics);
        if (dictionary != null) {
            data.setDictionary_page_offset(offset);
        }
        return new ColumnChunk(0).setMeta_data(data);
    }

    private byte[] page(PageHeader header, GrowingBytes bytes) throws IOException {
        byte[] compressed = compression.compress(bytes.bytes(), 0, bytes.length());
        CRC32 checksum = new CRC32();
        checksum.update(compressed);
        header.setUncompressed_page_size(bytes.length())
                .setCompressed_page_size(compressed.length)
                .setCrc((int) checksum.getValue());
        ByteArrayOutputStream page = new ByteArrayOutputStream(compressed.length + 64);
        Util.writePageHeader(header, page);
        uncompressedBytes += page.size() + bytes.length();
        page.writeBytes(compressed);
        compressedBytes += page.size();
        return page.toByteArray();
    }
}
