package dev.dromedary.desk.cloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that readers find whole, the old one or the new one, whenever a process ends. */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Puts a file in the place of another.
     *
     * @param fresh the whole new file, in the same file system
     */
    public static void replace(Path file, Path fresh) throws IOException {
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
