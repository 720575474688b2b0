package dev.dromedary.desk.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;

/**
 * Runs what people run most, so that the JVM knows which classes to keep in its archive at exit: see the launcher, and
 * <a href="https://docs.oracle.com/en/java/javase/17/vm/class-data-sharing.html">class-data sharing</a>.
 */
final class Warming {

    private Warming() {}

    /**
     * Ends the JVM.
     *
     * @param arguments the folder that has {@code routes/} and {@code sample-csv/}
     * @throws IOException if there is no room for a run
     */
    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(arguments[0]);
        String routes = home.resolve("routes").toString();
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Path data = Files.createTempDirectory("dromedary-warming");
        try {
            Dromedary.execute(nowhere, nowhere, "--help");
            Dromedary.execute(nowhere, nowhere, "check", "--routes", routes);
            Dromedary.execute(nowhere, nowhere, "test", "catalog", "--routes", routes);
            Dromedary.execute(
                    nowhere,
                    nowhere,
                    "run",
                    "health",
                    home.resolve("sample-csv/health.csv").toString(),
                    "--routes",
                    routes,
                    "--data",
                    data.resolve("cloud").toString());
        } finally {
            FileUtils.deleteDirectory(data.toFile());
        }
        // DynamoDB Local leaves threads behind that are no daemons.
        Runtime.getRuntime().exit(0);
    }
}
