package dev.dromedary.plan;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.dsl.yaml.common.exception.YamlDeserializationException;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Puts what Camel's loader throws at a broken file into a sentence with a line. */
final class LoadFailure {

    private static final Pattern LINE = Pattern.compile("line (\\d+)");

    private LoadFailure() {}

    static Finding finding(String file, Exception failure) {
        Throwable cause = failure;
        for (Throwable at = failure; at != null; at = at.getCause()) {
            cause = at;
            if (at instanceof MarkedYamlEngineException yaml) {
                return new Finding(file, line(yaml.getProblemMark().or(yaml::getContextMark)), yaml.getProblem());
            }
            if (at instanceof YamlDeserializationException yaml) {
                return new Finding(file, line(yaml.getProblemMark()), firstLine(yaml.getProblem()));
            }
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        Matcher matcher = LINE.matcher(message);
        return new Finding(file, matcher.find() ? Integer.parseInt(matcher.group(1)) : -1, firstLine(message));
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(found -> found.getLine() + 1).orElse(-1);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse(message).strip();
    }
}
