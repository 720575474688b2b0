package dev.dromedary.desk.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.commons.io.FileUtils;

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
        FileUtils.deleteDirectory(folder.toFile());
        return new DefaultCloud(channel);
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
