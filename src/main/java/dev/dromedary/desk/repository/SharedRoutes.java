package dev.dromedary.desk.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What every pipeline needs comes with Dromedary: the files of its {@code routes/shared} stand in a repository of one's own as real
 * files, which Camel, Kaoto and reviews see. Their first line says where they are from; a file without it is the repository's own,
 * and stays.
 */
final class SharedRoutes {

    private static final String MARK =
            "# Comes with Dromedary, which writes it anew when it is another version; without this line the file is yours.\n";

    private SharedRoutes() {}

    /**
     * Writes what is missing, and what is of another version.
     *
     * @param version the shared folder of Dromedary
     * @param own that of the repository
     */
    static void bring(Path version, Path own) {
        try {
            for (Path file : files(version)) {
                Path target = own.resolve(version.relativize(file).toString());
                String text = MARK + Files.readString(file);
                String there = Files.isRegularFile(target) ? Files.readString(target) : MARK;
                // With CRLF where Git has made it so.
                if (there.startsWith(MARK.strip())
                        && !there.replace("\r\n", "\n").equals(text)) {
                    Files.createDirectories(target.getParent());
                    Files.writeString(target, text);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The shared routes can't be written to " + own, e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
