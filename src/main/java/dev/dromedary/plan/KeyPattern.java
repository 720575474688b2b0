package dev.dromedary.plan;

/**
 * The names that an expression may come to: {@code processed/${exchangeProperty.name}.csv} is {@code processed/*.csv}.
 *
 * @param glob literal text with {@code *} for what can't be known
 */
public record KeyPattern(String glob) {

    /** Reads a text with expressions in it. Expressions may hold others. */
    static KeyPattern of(String simple) {
        StringBuilder glob = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < simple.length(); i++) {
            if (simple.startsWith("${", i)) {
                if (depth++ == 0 && (glob.isEmpty() || glob.charAt(glob.length() - 1) != '*')) {
                    glob.append('*');
                }
                i++;
            } else if (depth > 0) {
                depth -= simple.charAt(i) == '}' ? 1 : 0;
            } else {
                glob.append(simple.charAt(i));
            }
        }
        return new KeyPattern(glob.toString());
    }

    static KeyPattern beginningWith(String prefix) {
        return new KeyPattern(prefix + "*");
    }

    boolean isExact() {
        return glob.indexOf('*') < 0;
    }

    /** The text before the first expression. */
    String prefix() {
        return isExact() ? glob : glob.substring(0, glob.indexOf('*'));
    }

    /** The text after the last expression. */
    String suffix() {
        return isExact() ? glob : glob.substring(glob.lastIndexOf('*') + 1);
    }

    /** As the end of a resource in a permission: the text up to the first expression. */
    String resource() {
        return isExact() ? glob : prefix() + "*";
    }

    /** Whether one of these names may begin and end so. */
    boolean mayMatch(String begin, String end) {
        if (isExact()) {
            return glob.startsWith(begin) && glob.endsWith(end) && glob.length() >= begin.length() + end.length();
        }
        boolean begins = prefix().startsWith(begin) || begin.startsWith(prefix());
        boolean ends = suffix().endsWith(end) || end.endsWith(suffix());
        return begins && ends;
    }
}
