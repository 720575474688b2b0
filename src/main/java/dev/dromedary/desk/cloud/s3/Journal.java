package dev.dromedary.desk.cloud.s3;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A bucket's changes, one JSON object a line, appended before the files are moved. Guarded by the bucket's lock. */
final class Journal implements AutoCloseable {
    private final ObjectMapper mapper;
    /** Random access, because an interrupt would close a channel. */
    private final RandomAccessFile file;

    private Journal(ObjectMapper mapper, RandomAccessFile file) {
        this.mapper = mapper;
        this.file = file;
    }

    /** The entries of an earlier run. A last line without its line end was never acknowledged and is left out. */
    static List<JournalEntry> read(ObjectMapper mapper, Path path) throws IOException {
        List<JournalEntry> entries = new ArrayList<>();
        if (Files.notExists(path)) {
            return entries;
        }
        byte[] bytes = Files.readAllBytes(path);
        int start = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                try {
                    entries.add(JournalEntry.of(mapper.readTree(bytes, start, at - start)));
                } catch (IOException | IllegalArgumentException e) {
                    throw new IOException(path + " is damaged in line " + (entries.size() + 1), e);
                }
                start = at + 1;
            }
        }
        return entries;
    }

    /** Replaces the journal by one that says the same in fewer lines, and opens it. */
    static Journal rewrite(ObjectMapper mapper, Path path, List<JournalEntry> entries) throws IOException {
        StringBuilder text = new StringBuilder();
        for (JournalEntry entry : entries) {
            text.append(mapper.writeValueAsString(entry.toJson())).append('\n');
        }
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.writeString(fresh, text);
        BucketFiles.move(fresh, path);
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        file.seek(file.length());
        return new Journal(mapper, file);
    }

    /** Adds an entry whole, or takes back what it wrote of it. */
    void append(JournalEntry entry) throws IOException {
        String line = mapper.writeValueAsString(entry.toJson()) + "\n";
        long before = file.length();
        try {
            file.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            file.setLength(before);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
