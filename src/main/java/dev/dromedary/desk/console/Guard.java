package dev.dromedary.desk.console;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Who may ask: a browser on this machine that shows the console itself. Any page on the Internet can let a browser ask 127.0.0.1, by its
 * address or by a name that is made to lead there.
 *
 * @see <a href="https://developer.mozilla.org/en-US/docs/Glossary/Fetch_metadata_request_header">Fetch metadata</a>
 */
final class Guard {

    private static final int TOKEN_BYTES = 32;

    private final byte[] token;

    /** A guard with a token of its own. */
    Guard() {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        this.token = Base64.getUrlEncoder().withoutPadding().encode(random);
    }

    /** What forms have to bring: another one in each run. */
    String token() {
        return new String(token, StandardCharsets.US_ASCII);
    }

    /**
     * Looks at a request before anything of it is used.
     *
     * @param port at which it has come
     * @throws RefusedException if it is for another host, comes from another page, or is of another method
     */
    void check(int port, String method, Headers headers) {
        List<String> named = headers.getOrDefault("Host", List.of());
        if (named.size() != 1
                || !Set.of("127.0.0.1:" + port, "localhost:" + port).contains(named.get(0))) {
            throw new RefusedException(421, "The console answers at 127.0.0.1 and localhost only, by that name.");
        }
        if (!Set.of("GET", "HEAD", "POST").contains(method)) {
            throw new RefusedException(405, "The console takes GET, HEAD and POST.");
        }
        String origin = headers.getFirst("Origin");
        boolean foreign = origin != null && !origin.equals("http://" + named.get(0));
        if (foreign || isAskedByOthers(method, headers)) {
            throw new RefusedException(403, "The console takes no requests of other pages.");
        }
    }

    /** A link of another page may lead here, or a person who writes the address, and nothing else of others. */
    private static boolean isAskedByOthers(String method, Headers headers) {
        String site = headers.getFirst("Sec-Fetch-Site");
        if (site == null || site.equals("same-origin")) {
            return false;
        }
        boolean shown = "navigate".equals(headers.getFirst("Sec-Fetch-Mode"))
                && "document".equals(headers.getFirst("Sec-Fetch-Dest"));
        return method.equals("POST") || !site.equals("none") && !shown;
    }

    /**
     * Looks at the token of a form.
     *
     * @throws RefusedException if it is not this run's
     */
    void checkToken(Asked asked) {
        // Takes the same time wherever they differ.
        if (!MessageDigest.isEqual(token, asked.value("token").getBytes(StandardCharsets.UTF_8))) {
            throw new RefusedException(
                    403, "The form is of another run, or not of the console; open the page anew and try again.");
        }
    }
}
