package dev.dromedary.desk.cli;

import dev.dromedary.plan.Environments;
import dev.dromedary.plan.Plan;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
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
        RoutesFolder routes = new RoutesFolder(Path.of(arguments[0]));
        Path target = Files.createDirectories(Path.of(arguments[1]));
        try (DirectoryStream<Path> earlier = Files.newDirectoryStream(target, "plan.*.json")) {
            for (Path file : earlier) {
                Files.delete(file);
            }
        }
        Files.writeString(target.resolve("plan.json"), Plan.of(routes).json());
        for (String environment : Environments.of(routes)) {
            Files.writeString(
                    target.resolve("plan." + environment + ".json"),
                    Plan.of(routes.in(environment)).json());
        }
    }
}
