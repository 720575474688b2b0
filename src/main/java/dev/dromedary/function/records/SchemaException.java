package dev.dromedary.function.records;

/**
 * A schema, or a document of rules on one, that can't be used. The message is one sentence for its author: which
 * document, where in it, what to do.
 */
public final class SchemaException extends IllegalArgumentException {

    SchemaException(String document, String path, String fault) {
        super(document + (path.isEmpty() ? "" : ", " + path) + ": " + fault);
    }
}
