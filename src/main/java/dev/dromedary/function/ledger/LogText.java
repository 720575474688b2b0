package dev.dromedary.function.ledger;

/** Text from outside (keys, ids) as it may stand in a log line or an exception's message. */
final class LogText {

    private LogText() {}

    /**
     * Escapes all that could break or disguise a line: control and format characters (line breaks, bidirectional overrides),
     * line and paragraph separators, lone surrogates, and the backslash that escapes begin with.
     */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\\') {
                escaped.append("\\\\");
            } else if (isHidden(Character.getType(c))) {
                escaped.append(String.format("\\u{%x}", c));
            } else {
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    private static boolean isHidden(int type) {
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }
}
