package dev.dromedary.desk.cli;

import dev.dromedary.plan.Plan;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the plan during the build, inside Maven's own JVM, which the command {@code plan} would end with its exit code. */
public final class WritePlan {

    private WritePlan() {}

    /**
     * Writes the plan.
     *
     * @param arguments the routes folder, and the file to write
     * @throws IOException if the file can't be written
     * @throws dev.dromedary.plan.FindingsException if a route is wrong or breaks a rule; the build fails with its message
     */
    public static void main(String[] arguments) throws IOException {
        DeskLog.install();
        Path file = Path.of(arguments[1]);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, Plan.of(new RoutesFolder(Path.of(arguments[0]))).json());
    }
}
