package dev.dromedary.plan;

/**
 * Something that is wrong in a file under {@code routes/}.
 *
 * @param file the file, relative to the routes folder
 * @param line the line, 1-based; -1 if unknown
 * @param message one sentence: what is wrong and what to do
 */
public record Finding(String file, int line, String message) {

    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + message;
    }
}
