package dev.dromedary.desk.cloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that readers find whole, the old one or the new one, whenever a process ends. */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Writes a file beside its place first.
     *
     * @param writing is given that file
     */
    public static void write(Path file, Writing writing) throws IOException {
        Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
        writing.write(fresh);
        replace(file, fresh);
    }

    /** Writes all there is to a file. */
    @FunctionalInterface
    public interface Writing {
        /** Writes it. */
        void write(Path fresh) throws IOException;
    }

    /**
     * Puts a file in the place of another.
     *
     * @param fresh the whole new file, in the same file system
     */
    public static void replace(Path file, Path fresh) throws IOException {
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
