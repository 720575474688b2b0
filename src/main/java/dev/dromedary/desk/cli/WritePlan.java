package dev.dromedary.desk.cli;

import dev.dromedary.desk.repository.Packaging;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the plans during the build, inside Maven's own JVM, which the command {@code plan} would end with its exit code. */
public final class WritePlan {

    private WritePlan() {}

    /**
     * Writes {@code plan.json}, and {@code plan.prod.json} for an environment {@code prod} that has properties files. Those of
     * an earlier build, whose environment has none any more, are deleted.
     *
     * @param arguments the routes folder, and the folder to write to
     * @throws IOException if a file can't be written
     * @throws dev.dromedary.plan.FindingsException if a route is wrong or breaks a rule; the build fails with its message
     */
    public static void main(String[] arguments) throws IOException {
        DeskLog.install();
        Packaging.plans(new RoutesFolder(Path.of(arguments[0])), Files.createDirectories(Path.of(arguments[1])));
    }
}
