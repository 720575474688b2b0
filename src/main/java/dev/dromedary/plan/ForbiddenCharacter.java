package dev.dromedary.plan;

import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * The first character of a text that YAML does not allow, such as U+0001. YAML's reader tells neither line nor column of it.
 *
 * @param character the character
 * @param line its line, from 1
 * @param column its column, from 1
 * @see <a href="https://yaml.org/spec/1.2.2/#51-character-set">Character set</a>
 */
public record ForbiddenCharacter(int character, int line, int column) {

    /**
     * Looks for one.
     *
     * @param text of a file
     */
    public static Optional<ForbiddenCharacter> in(String text) {
        int line = 1;
        int column = 1;
        int before = 0;
        for (int each : text.codePoints().toArray()) {
            if (!StreamReader.isPrintable(each)) {
                return Optional.of(new ForbiddenCharacter(each, line, column));
            }
            boolean ends = each == '\r' || each == '\n';
            line += ends && !(each == '\n' && before == '\r') ? 1 : 0;
            column = ends ? 1 : column + 1;
            before = each;
        }
        return Optional.empty();
    }

    /** The finding about it in a file. */
    public Finding finding(String file) {
        return new Finding(file, line, column, sentence());
    }

    /** What is wrong, and what to do. */
    public String sentence() {
        return String.format(
                Locale.ROOT,
                "This is no YAML: the character U+%04X is not allowed; take it out, or write it as \\u%04x between double quotes.",
                character,
                character);
    }
}
