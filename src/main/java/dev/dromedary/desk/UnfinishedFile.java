package dev.dromedary.desk;

import java.nio.file.Path;

/** Files that are written in whole: under another name first, so that what was there stays until then. */
public final class UnfinishedFile {

    private UnfinishedFile() {}

    /**
     * A name for a file that is not complete yet, in the same folder. Unlike those that {@link java.nio.file.Files#createTempFile}
     * makes for their owner alone, the file will have the permissions that files usually have there.
     */
    public static Path beside(Path file) {
        return file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".unfinished");
    }
}
