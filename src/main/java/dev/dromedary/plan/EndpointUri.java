package dev.dromedary.plan;

/** Parts of endpoint URIs, which may hold placeholders. */
final class EndpointUri {

    private EndpointUri() {}

    /** What stands before the first colon. */
    static String scheme(String uri) {
        return uri.split("[:?]", 2)[0];
    }

    /** Scheme and name without options, as {@code direct:x}, {@code direct://x} and {@code direct:x?block=true} are one. */
    static String identity(String uri) {
        return uri.replaceFirst("\\?.*$", "").replaceFirst("^([^:]+):/{0,2}", "$1:");
    }
}
