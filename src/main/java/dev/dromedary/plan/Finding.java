package dev.dromedary.plan;

/**
 * Something that is wrong in a file under {@code routes/}.
 *
 * @param file the file, relative to the routes folder
 * @param line the line, 1-based; -1 if unknown
 * @param column the column, 1-based; -1 if unknown
 * @param severity whether it has to be mended
 * @param message one sentence: what is wrong and what to do
 */
public record Finding(String file, int line, int column, Severity severity, String message) {

    /** Whether something has to be mended. */
    public enum Severity {
        /** It would fail, or do something else than it says. */
        ERROR,
        /** It does no harm. */
        WARNING
    }

    /**
     * An error whose column is unknown.
     *
     * @param file the file, relative to the routes folder
     * @param line the line, 1-based; -1 if unknown
     */
    public Finding(String file, int line, String message) {
        this(file, line, -1, message);
    }

    /**
     * An error.
     *
     * @param file the file, relative to the routes folder
     * @param line the line, 1-based; -1 if unknown
     * @param column the column, 1-based; -1 if unknown
     */
    public Finding(String file, int line, int column, String message) {
        this(file, line, column, Severity.ERROR, message);
    }

    /** The same as something that does no harm. */
    public Finding asWarning() {
        return new Finding(file, line, column, Severity.WARNING, message);
    }

    /**
     * Where it is.
     *
     * @return {@code file:line:column} as far as it is known
     */
    public String place() {
        return file + (line > 0 ? ":" + line : "") + (line > 0 && column > 0 ? ":" + column : "");
    }

    @Override
    public String toString() {
        return place() + ": " + message;
    }
}
