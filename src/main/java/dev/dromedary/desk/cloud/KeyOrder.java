package dev.dromedary.desk.cloud;

import java.util.Comparator;

/**
 * S3 lists keys in the order of their UTF-8 bytes, which is the order of code points and differs from Java's for
 * characters beyond U+FFFF.
 */
public final class KeyOrder implements Comparator<String> {
    @Override
    public int compare(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int at = 0; at < length; at++) {
            char one = left.charAt(at);
            char other = right.charAt(at);
            if (one != other) {
                boolean pairs = Character.isSurrogate(one) != Character.isSurrogate(other);
                return pairs ? (Character.isSurrogate(one) ? 1 : -1) : Character.compare(one, other);
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
