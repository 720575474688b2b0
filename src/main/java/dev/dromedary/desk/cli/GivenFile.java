package dev.dromedary.desk.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Makes sure that a file which the command line names can be read. */
final class GivenFile {

    private GivenFile() {}

    /** @throws UsageException if it is a folder, is not there or can't be read */
    static void require(Path file) {
        if (Files.isDirectory(file)) {
            throw new UsageException(file + " is a folder; name a file.");
        }
        if (!Files.isRegularFile(file)) {
            throw new UsageException("There is no file " + file + ".");
        }
        if (!Files.isReadable(file)) {
            throw new UsageException("The file " + file + " can't be read.");
        }
    }
}
