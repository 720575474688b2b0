package dev.dromedary.desk.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** The folder of a run without {@code --data}: empty at its start, and no other run's as long as it goes on. */
final class DefaultCloud implements AutoCloseable {

    private final FileChannel lockFile;

    private DefaultCloud(FileChannel lockFile) {
        this.lockFile = lockFile;
    }

    static DefaultCloud empty(Path folder) throws IOException {
        Path lock = folder.resolveSibling(folder.getFileName() + ".lock");
        try {
            Files.createDirectories(lock.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UsageException("Nothing can be written to "
                    + lock.toAbsolutePath().getParent() + "; name another folder with --data.");
        }
        FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock();
        if (held == null) {
            channel.close();
            throw new UsageException(
                    "Another run is at work in " + folder + "; give this one its own with --data DIR.");
        }
        Folders.delete(folder);
        return new DefaultCloud(channel);
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    /** Folders that a command may throw away. */
    private static final class Folders {

        private Folders() {}

        static void delete(Path folder) throws IOException {
            if (!Files.exists(folder)) {
                return;
            }
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                    if (failure != null) {
                        throw failure;
                    }
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        }
    }
}
