package dev.dromedary.records;

/** A schema that can't be used. The message is one sentence for its author: which schema, where in it, what to do. */
public final class SchemaException extends IllegalArgumentException {

    SchemaException(String schema, String path, String fault) {
        super("Schema " + schema + (path.isEmpty() ? "" : ", " + path) + ": " + fault);
    }
}
