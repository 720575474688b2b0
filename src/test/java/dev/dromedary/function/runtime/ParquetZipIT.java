package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip of functions that write Parquet holds all that writing takes: nothing of the test's own class path is used. */
class ParquetZipIT {

    private static final String RECORDS = "dev.dromedary.function.records.";

    @TempDir
    private Path task;

    @Test
    void shouldWriteParquet_whenOnlyTheZipIsOnTheClassPath() throws Exception {
        FunctionProcess.unzip(Path.of(System.getProperty("dromedary.parquet-zip")), task);
        URL[] jars = {
            task.resolve("lib/function.jar").toUri().toURL(),
            task.resolve("lib/parquet.jar").toUri().toURL()
        };

        byte[] written;
        try (URLClassLoader zip = new URLClassLoader(jars, ClassLoader.getPlatformClassLoader())) {
            written = write(zip, "id\n1\n2\n");
        }

        assertThat(new String(written, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("PAR1");
        assertThat(new String(written, written.length - 4, 4, StandardCharsets.US_ASCII))
                .isEqualTo("PAR1");
    }

    private static byte[] write(ClassLoader zip, String csv) throws Exception {
        Class<?> schemaType = zip.loadClass(RECORDS + "TableSchema");
        Class<?> limitsType = zip.loadClass(RECORDS + "Limits");
        Class<?> compressionType = zip.loadClass(RECORDS + "parquet.ParquetCompression");
        Object schema = schemaType
                .getMethod("of", String.class, Map.class)
                .invoke(null, "id", Map.of("fields", List.of(Map.of("name", "id", "type", "integer"))));
        Object reader = zip.loadClass(RECORDS + "RowReader")
                .getConstructor(InputStream.class, schemaType, limitsType)
                .newInstance(
                        new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
                        schema,
                        limitsType.getField("DEFAULT").get(null));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Class<?> writerType = zip.loadClass(RECORDS + "parquet.ParquetRowWriter");
        Object writer = writerType
                .getConstructor(OutputStream.class, schemaType, compressionType, long.class)
                .newInstance(out, schema, compressionType.getField("ZSTD").get(null), 1_000_000L);
        Object header = reader.getClass().getMethod("header").invoke(reader);
        writerType.getMethod("header", header.getClass()).invoke(writer, header);
        Object rows =
                reader.getClass().getMethod("nextBatch", int.class, int.class).invoke(reader, 100, 1_000_000);
        assertThat(writerType.getMethod("write", List.class).invoke(writer, rows))
                .isEqualTo(2);
        writerType.getMethod("finish").invoke(writer);
        return out.toByteArray();
    }
}
