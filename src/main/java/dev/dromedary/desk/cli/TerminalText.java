package dev.dromedary.desk.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * What a terminal may be given. Names and values come from files of others: a control character in one would move the cursor,
 * change what stands there already, or type; a mark of direction would show text turned around. They are shown as
 * {@code \}{@code u001b}.
 *
 * @see <a href="https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing">Bidirectional text spoofing</a>
 */
final class TerminalText extends FilterWriter {

    private TerminalText(Writer terminal) {
        super(terminal);
    }

    /** A writer through which everything is shown. */
    static PrintWriter over(PrintWriter terminal) {
        return new PrintWriter(new TerminalText(terminal), true);
    }

    /** The text as it may be shown; tabs and line ends stay. */
    static String shown(String text) {
        StringBuilder shown = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean lineEnd = c == '\r' && text.startsWith("\n", i + 1);
            boolean pair = Character.isSurrogate(c) && isInPair(text, i);
            if (isHarmless(c) || lineEnd || pair) {
                if (shown != null) {
                    shown.append(c);
                }
                continue;
            }
            if (shown == null) {
                shown = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            shown.append(String.format("\\u%04x", (int) c));
        }
        return shown == null ? text : shown.toString();
    }

    private static boolean isHarmless(char c) {
        boolean direction = c >= '\u202a' && c <= '\u202e'
                || c >= '\u2066' && c <= '\u2069'
                || c == '\u200e'
                || c == '\u200f'
                || c == '\u061c';
        boolean lineBreak = c == '\u2028' || c == '\u2029';
        boolean control = Character.isISOControl(c) && c != '\t' && c != '\n';
        return !direction && !lineBreak && !control && !Character.isSurrogate(c);
    }

    private static boolean isInPair(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }

    @Override
    public void write(int single) throws IOException {
        out.write(shown(String.valueOf((char) single)));
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        out.write(shown(new String(characters, offset, length)));
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        out.write(shown(text.substring(offset, offset + length)));
    }
}
