package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip of functions that run queries holds DuckDB with its library: nothing of the test's own class path is used. */
class DuckDbZipIT {

    @TempDir
    private Path task;

    @Test
    void shouldRunAQuery_whenOnlyTheZipIsOnTheClassPath() throws Exception {
        FunctionProcess.unzip(Path.of(System.getProperty("dromedary.duckdb-zip")), task);
        List<Path> before = libraries();
        URL[] jars = {
            task.resolve("lib/function.jar").toUri().toURL(),
            task.resolve("lib/parquet.jar").toUri().toURL(),
            task.resolve("lib/duckdb.jar").toUri().toURL()
        };

        try (URLClassLoader zip = new URLClassLoader(jars, ClassLoader.getPlatformClassLoader())) {
            assertThat(zip.loadClass("dev.dromedary.function.steps.query.duckdb.DuckDbEngine"))
                    .isNotNull();
            Driver driver = (Driver)
                    zip.loadClass("org.duckdb.DuckDBDriver").getConstructor().newInstance();
            try (Connection connection = driver.connect("jdbc:duckdb:", new Properties());
                    Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("SELECT 42")) {
                assertThat(result.next()).isTrue();
                assertThat(result.getInt(1)).isEqualTo(42);
            }
        }

        assertThat(libraries())
                .as("the library is loaded from where it is, and not unpacked")
                .isEqualTo(before);
    }

    private static List<Path> libraries() throws Exception {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("libduckdb"))
                    .sorted()
                    .toList();
        }
    }
}
