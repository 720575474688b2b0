package dev.dromedary.desk.cli;

import dev.dromedary.function.records.TableSchema;
import dev.dromedary.function.steps.SchemaDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Schemas that a command line names. */
final class SchemaFiles {

    private SchemaFiles() {}

    /**
     * Reads a schema.
     *
     * @param file a path, or a path relative to the routes folder
     * @param routes the routes folder
     * @return the schema
     * @throws UsageException if there is no such file
     * @throws IOException if it can't be read
     */
    static TableSchema read(Path file, Path routes) throws IOException {
        Path found = Files.isRegularFile(file) ? file : routes.resolve(file);
        if (!Files.isRegularFile(found)) {
            throw new UsageException("There is no schema " + file + ", neither here nor in " + routes + ".");
        }
        return SchemaDocument.parse(file.toString(), Files.readString(found)).schema();
    }
}
