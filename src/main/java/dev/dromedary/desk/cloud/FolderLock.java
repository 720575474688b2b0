package dev.dromedary.desk.cloud;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a folder for one run at a time, by a file in it. */
final class FolderLock {

    private FolderLock() {}

    /** @throws EmbeddedCloudException in one sentence, when the folder can't be used */
    static FileChannel take(Path root) {
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new EmbeddedCloudException(root + " is a file; the embedded cloud needs a folder.", null);
        }
        FileChannel file = null;
        try {
            Files.createDirectories(root);
            file = FileChannel.open(root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = file.tryLock();
            if (lock == null) {
                throw new OverlappingFileLockException();
            }
            return file;
        } catch (IOException e) {
            throw new EmbeddedCloudException("The folder " + root + " can't be written: " + reason(e) + ".", e);
        } catch (OverlappingFileLockException e) {
            giveBack(file);
            throw new EmbeddedCloudException("The folder " + root + " is in use by another run.", e);
        }
    }

    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied for " + e.getMessage();
        }
        String name = e.getClass().getSimpleName();
        return e.getMessage() == null ? name : e.getMessage() + " (" + name + ")";
    }

    static void giveBack(FileChannel file) {
        try {
            file.close();
        } catch (IOException e) {
            throw new EmbeddedCloudException("The lock of the folder could not be given back.", e);
        }
    }
}
