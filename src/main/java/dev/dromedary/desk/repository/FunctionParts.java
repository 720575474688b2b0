package dev.dromedary.desk.repository;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the zips of functions are made from.
 *
 * @param function all classes of a function, packed
 * @param parquet what functions that write Parquet have beside it
 * @param duckdb what functions that run queries have beside both
 */
record FunctionParts(Path function, Path parquet, Path duckdb) {

    /** DuckDB's libraries for Lambda's two architectures, which it looks for beside its jar. */
    static final List<String> DUCKDB_LIBRARIES =
            List.of("libduckdb_java.so_linux_amd64", "libduckdb_java.so_linux_arm64");

    /**
     * Those of a distribution, or of a clone that was built.
     *
     * @throws RepositoryException if the clone was not built
     */
    static FunctionParts of(Home home) {
        Path distribution = home.path().resolve("function");
        Path built = home.path().resolve("target");
        FunctionParts parts = Files.isDirectory(distribution)
                ? new FunctionParts(
                        distribution.resolve("function.jar"),
                        distribution.resolve("parquet.jar"),
                        distribution.resolve("duckdb.jar"))
                : new FunctionParts(
                        built.resolve("function-compressed.jar"),
                        built.resolve("parquet.jar"),
                        built.resolve("duckdb.jar"));
        if (!Files.isRegularFile(parts.function) || !Files.isRegularFile(parts.duckdb)) {
            throw new RepositoryException("The function's classes are not built: run mvn package -DskipTests in "
                    + home.path() + ", or use the distribution that it makes.");
        }
        return parts;
    }

    /** One of DuckDB's libraries, out of its jar. */
    static InputStream library(String name) throws IOException {
        InputStream library = FunctionParts.class.getResourceAsStream("/" + name);
        if (library == null) {
            throw new IOException("There is no " + name + " on the class path");
        }
        return library;
    }
}
