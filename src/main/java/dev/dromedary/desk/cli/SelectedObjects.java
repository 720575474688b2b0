package dev.dromedary.desk.cli;

import dev.dromedary.desk.operations.Selection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments and options that say which objects of which pipeline are replayed. */
final class SelectedObjects {

    @Parameters(index = "0", paramLabel = "PIPELINE", description = "A folder under routes/, such as health.")
    private String pipeline;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "KEY",
            description = "Key of one object in the bucket of the pipeline's trigger, such as raw/health.csv.")
    private String key;

    @Option(names = "--prefix", paramLabel = "PREFIX", description = "All objects whose keys begin like this.")
    private String prefix;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description =
                    "Only objects written at this date or time (UTC) or later, such as 2026-11-20 or 2026-11-20T13:00:00Z.")
    private String from;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Only objects written before this date or time (UTC).")
    private String until;

    @Option(names = "--rejected", description = "Only objects that were rejected whole.")
    private boolean rejected;

    String pipeline() {
        return pipeline;
    }

    void check(boolean redrive) {
        boolean any = key != null || prefix != null || from != null || until != null || rejected;
        if (redrive && any) {
            throw new UsageException(
                    "--failed and --queue bring back all that a queue holds; leave out what selects objects.");
        }
        if (!redrive && !any) {
            throw new UsageException(
                    "Name what to replay: a KEY, --prefix, --from, --until or --rejected; or --failed for what"
                            + " is in queues.");
        }
        if (key != null && (prefix != null || from != null || until != null)) {
            throw new UsageException("A KEY is one object; leave out --prefix, --from and --until.");
        }
    }

    boolean isOneObject() {
        return key != null;
    }

    /** What is wrong if the one object was not found. */
    String notFound() {
        return "There is no" + (rejected ? " rejected" : "") + " object " + key + " that a trigger of " + pipeline
                + " takes; a KEY is the whole key, with its prefix.";
    }

    Selection selection() {
        return new Selection(
                Optional.ofNullable(key),
                prefix == null ? "" : prefix,
                time("--from", from, Instant.MIN),
                time("--until", until, Instant.MAX),
                rejected);
    }

    private static Instant time(String option, String text, Instant absent) {
        if (text == null) {
            return absent;
        }
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new UsageException(option + " is \"" + text
                    + "\"; it has to be a date or a time such as 2026-11-20 or 2026-11-20T13:00:00Z.");
        }
    }
}
