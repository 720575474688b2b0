package dev.dromedary.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;

/** Puts what Camel's loader throws at a broken file into a sentence with a line. */
final class LoadFailure {

    private static final Pattern LINE = Pattern.compile("line (\\d+)");

    private static final Pattern FIELD = Pattern.compile("Unsupported field: (\\S+?)\\.?$");

    private LoadFailure() {}

    static Finding finding(RoutesFolder folder, String file, Exception failure) {
        Throwable cause = failure;
        for (Throwable at = failure; at != null; at = at.getCause()) {
            cause = at;
            if (at instanceof ReaderException) {
                Optional<Finding> forbidden = forbiddenCharacter(folder, file);
                if (forbidden.isPresent()) {
                    return forbidden.get();
                }
            }
            // Camel's own exceptions about a node are of this kind, too.
            if (at instanceof MarkedYamlEngineException yaml) {
                String problem = firstLine(yaml.getProblem());
                int line = line(yaml.getProblemMark().or(yaml::getContextMark));
                // The mark is where the parent begins.
                Matcher field = FIELD.matcher(problem);
                return new Finding(file, field.find() ? folder.lineOf(file, field.group(1), line) : line, problem);
            }
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        Matcher matcher = LINE.matcher(message);
        return new Finding(file, matcher.find() ? Integer.parseInt(matcher.group(1)) : -1, firstLine(message));
    }

    private static Optional<Finding> forbiddenCharacter(RoutesFolder folder, String file) {
        try {
            return ForbiddenCharacter.in(Files.readString(folder.path().resolve(file)))
                    .map(found -> found.finding(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(found -> found.getLine() + 1).orElse(-1);
    }

    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse(message).strip();
        return line.matches(".*[.!?]$") ? line : line + ".";
    }
}
