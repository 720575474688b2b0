package dev.dromedary.plan;

import java.util.regex.Pattern;

/** Parts of endpoint URIs, which may hold placeholders. */
final class EndpointUri {

    private static final Pattern AWS = Pattern.compile("(kamelet:(//)?)?aws[a-z0-9-]*[:?]");
    private static final Pattern CREDENTIALS =
            Pattern.compile("[?&](accessKey|secretKey|sessionToken|profileCredentialsName)=(RAW\\(.*?\\)|[^&]*)");

    private EndpointUri() {}

    /** What stands before the first colon. */
    static String scheme(String uri) {
        return uri.split("[:?]", 2)[0];
    }

    /** Scheme and name without options, as {@code direct:x}, {@code direct://x} and {@code direct:x?block=true} are one. */
    static String identity(String uri) {
        return uri.replaceFirst("\\?.*$", "").replaceFirst("^([^:]+):/{0,2}", "$1:");
    }

    /** Without credentials of AWS: a function has those of its role, and its clients ignore others. */
    static String withoutCredentials(String uri) {
        return AWS.matcher(uri).lookingAt()
                ? CREDENTIALS.matcher(uri).replaceAll("").replaceFirst("^([^?&]*)&", "$1?")
                : uri;
    }
}
