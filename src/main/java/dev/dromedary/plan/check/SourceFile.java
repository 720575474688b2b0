package dev.dromedary.plan.check;

import dev.dromedary.plan.Finding;
import java.util.List;
import java.util.Optional;

/**
 * A file under {@code routes/}.
 *
 * @param name relative to the routes folder, with slashes
 * @param text what stands in it
 * @param root what it holds; empty if it could not be read or holds nothing
 */
record SourceFile(String name, String text, Optional<Value> root) {

    /** The folder that it is in, which is its pipeline. */
    String folder() {
        int slash = name.indexOf('/');
        return slash < 0 ? "" : name.substring(0, slash);
    }

    Finding finding(Value at, String message) {
        return new Finding(name, at.line(), at.column(), message);
    }

    /** A finding about a part of a text. */
    Finding finding(Value at, String part, String message) {
        return finding(at.line(), at.column(), part, message);
    }

    /**
     * A finding about a text.
     *
     * @param line where to begin to look for it, 1-based
     * @param column the same in that line
     * @param part the text; if it is not to be found, the beginning is where the finding is
     */
    Finding finding(int line, int column, String part, String message) {
        List<String> lines = text.lines().toList();
        for (int i = line - 1; i < lines.size(); i++) {
            int index = lines.get(i).indexOf(part, i == line - 1 ? column - 1 : 0);
            if (index >= 0) {
                return new Finding(name, i + 1, index + 1, message);
            }
        }
        return new Finding(name, line, column, message);
    }

    /** A finding of which only the line is known: what stands there begins after spaces and dashes. */
    Finding completed(Finding finding) {
        List<String> lines = text.lines().toList();
        int line = Math.max(1, Math.min(finding.line(), Math.max(1, lines.size())));
        String shown = lines.isEmpty() ? "" : lines.get(line - 1);
        int column = shown.length() - shown.replaceFirst("^[\\s-]+", "").length() + 1;
        return new Finding(name, line, column, finding.severity(), finding.message());
    }
}
