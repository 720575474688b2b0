package dev.dromedary.desk.cloud;

/** Text from outside as a message may show it: on one line, without control characters. */
public final class Shown {
    private Shown() {}

    /** The text with each of those written as a Unicode escape. */
    public static String of(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char each = text.charAt(at);
            if (Character.isISOControl(each) || each == '\u2028' || each == '\u2029') {
                shown.append(String.format("\\u%04x", (int) each));
            } else {
                shown.append(each);
            }
        }
        return shown.toString();
    }
}
