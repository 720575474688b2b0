package dev.dromedary.desk.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * What every pipeline needs comes with Dromedary: the files of its {@code routes/shared} stand in a repository of one's own as real
 * files, which Camel, Kaoto and reviews see. Their first line says where they are from, with a checksum of the rest, by which a
 * file that its user has changed is told from one of another version. A file without that line is the repository's own, and stays.
 */
final class SharedRoutes {

    private static final String MARK =
            "# Comes with Dromedary, which writes it anew when it is another version; without this line the file is yours. CRC-32 ";

    private SharedRoutes() {}

    /**
     * Writes what is missing, and what is of another version.
     *
     * @param version the shared folder of Dromedary
     * @param own that of the repository
     * @throws RepositoryException if a file has been changed that has the first line still
     */
    static void bring(Path version, Path own) {
        try {
            for (Path file : files(version)) {
                bring(
                        marked(Files.readString(file)),
                        own.resolve(version.relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The shared routes can't be written to " + own, e);
        }
    }

    private static void bring(String text, Path target) throws IOException {
        if (Files.isRegularFile(target)) {
            // With CRLF where Git has made it so.
            String there = Files.readString(target).replace("\r\n", "\n");
            if (!there.startsWith(MARK) || there.equals(text)) {
                return;
            }
            if (!there.equals(marked(there.substring(there.indexOf('\n') + 1)))) {
                throw new RepositoryException(
                        target + " has been changed, and its first line says that it comes with Dromedary:"
                                + " take that line out to keep the change, or delete the file to have it as it comes.");
            }
        }
        Files.createDirectories(target.getParent());
        Files.writeString(target, text);
    }

    private static String marked(String text) {
        CRC32 checksum = new CRC32();
        checksum.update(text.getBytes(StandardCharsets.UTF_8));
        return MARK + String.format(Locale.ROOT, "%08x", checksum.getValue()) + "\n" + text;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
