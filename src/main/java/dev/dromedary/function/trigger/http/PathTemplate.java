package dev.dromedary.function.trigger.http;

import dev.dromedary.function.runtime.Described;
import dev.dromedary.function.runtime.HeaderFilter;
import dev.dromedary.function.runtime.PercentEncoding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path in which {@code {name}} stands for one segment, and {@code {name+}} at the end for one or more.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html">Routes of HTTP
 *     APIs</a>
 */
public final class PathTemplate {

    private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9._~-]+");
    private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z0-9._-]+)(\\+?)}");

    /**
     * One part of the path: the text itself, or a parameter's name, which stands for one part or for the rest of the
     * path.
     */
    private record Segment(String text, boolean parameter, boolean rest) {}

    private final List<Segment> segments;

    private PathTemplate(List<Segment> segments) {
        this.segments = segments;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException with what is wrong, to stand behind a colon
     */
    static PathTemplate parse(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with /");
        }
        List<Segment> segments = new ArrayList<>();
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        String[] parts = text.equals("/") ? new String[0] : text.substring(1).split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            Segment segment = segment(parts[i]);
            if (segment.rest() && i < parts.length - 1) {
                throw new IllegalArgumentException(parts[i] + " has to be the last segment");
            }
            if (segment.parameter() && !names.add(segment.text())) {
                throw new IllegalArgumentException("{" + segment.text() + "} is there twice");
            }
            segments.add(segment);
        }
        return new PathTemplate(segments);
    }

    private static Segment segment(String part) {
        Matcher parameter = PARAMETER.matcher(part);
        if (parameter.matches()) {
            String name = parameter.group(1);
            if (!HeaderFilter.accepts(name)) {
                throw new IllegalArgumentException("{" + name + "} would be a header of Camel's");
            }
            return new Segment(name, true, !parameter.group(2).isEmpty());
        }
        if (!LITERAL.matcher(part).matches()) {
            throw new IllegalArgumentException("\"" + Described.text(part)
                    + "\" is no segment; one is letters, digits, dots, hyphens, underscores and tildes, or {name}");
        }
        return new Segment(part, false, false);
    }

    /** The names of the parameters, in their order. */
    List<String> names() {
        return segments.stream().filter(Segment::parameter).map(Segment::text).toList();
    }

    /**
     * Compares a path. Its segments are told apart before they are decoded, so that an encoded slash is part of a value.
     *
     * @param path a path
     * @param encoded whether it is percent-encoded
     * @return the parameters, decoded, in their order; empty if the path is another one
     * @throws RequestException if a parameter's percent-encoding is broken
     */
    public Optional<Map<String, String>> match(String path, boolean encoded) {
        if (!path.startsWith("/")) {
            return Optional.empty();
        }
        String[] parts = path.equals("/") ? new String[0] : path.substring(1).split("/", -1);
        boolean open = !segments.isEmpty() && segments.get(segments.size() - 1).rest();
        if (open ? parts.length < segments.size() : parts.length != segments.size()) {
            return Optional.empty();
        }
        UnaryOperator<String> decode = encoded ? PathTemplate::decode : UnaryOperator.identity();
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            String value = decode.apply(
                    segment.rest() ? String.join("/", List.of(parts).subList(i, parts.length)) : parts[i]);
            if (segment.parameter() ? value.isEmpty() : !value.equals(segment.text())) {
                return Optional.empty();
            }
            if (segment.parameter()) {
                parameters.put(segment.text(), value);
            }
        }
        return Optional.of(parameters);
    }

    /** A plus is itself in a path; only in forms is it a blank. */
    private static String decode(String text) {
        try {
            return PercentEncoding.decode(text);
        } catch (IllegalArgumentException e) {
            throw new RequestException(400, "The path's percent-encoding is broken.", e);
        }
    }

    /** A path that matches, with the name of each parameter as its value. */
    String sample() {
        StringBuilder path = new StringBuilder();
        segments.forEach(segment -> path.append('/').append(segment.text()));
        return path.isEmpty() ? "/" : path.toString();
    }
}
