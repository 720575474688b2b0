package dev.dromedary.desk.cloud.ses;

import java.nio.file.Path;
import java.util.List;

/**
 * A mail that the embedded SES took.
 *
 * @param subject decoded; empty if there is none
 * @param to the addresses that it went to, in order, copies included
 * @param html file of the HTML part, or null if it has none
 * @param eml file of the whole message
 */
public record SentMail(String subject, List<String> to, Path html, Path eml) {
    /** Takes a copy of the addresses. */
    public SentMail {
        to = List.copyOf(to);
    }
}
