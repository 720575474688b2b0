package dev.dromedary.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All rows of an object go to the outputs that its first batch was written to. A key that differs by batch would send rows elsewhere,
 * two steps with one key would replace each other's rows; the run fails there, and what can be seen before is found here. So is a split
 * that writes rows and keeps no rejected ones.
 */
final class RecordOutputs {

    private static final Pattern STEP = Pattern.compile("records:(?://)?(write|analyze)(\\?.*|$)", Pattern.DOTALL);

    /** What a batch has of its own. */
    private static final Pattern VARYING =
            Pattern.compile("\\$\\{(?:body|bodyAs|mandatoryBodyAs|exchangeId|id|messageId|uuid|random)\\b[^}]*}"
                    + "|\\$\\{[^}]*CamelSplit(?:Index|Size|Complete)[^}]*}");

    private RecordOutputs() {}

    /**
     * Looks at a route.
     *
     * @param route the whole route
     * @return what is wrong, in the order of lines
     */
    static List<Finding> in(Step route) {
        List<Finding> findings = new ArrayList<>();
        splits(route, findings);
        return findings;
    }

    private static void splits(Step step, List<Finding> findings) {
        if (step.name().equals("split")) {
            List<Writer> writers = new ArrayList<>();
            writers(step, writers);
            look(writers, findings);
        } else {
            step.children().forEach(child -> splits(child, findings));
        }
    }

    /** A step that writes, by its whole URI. */
    private record Writer(Step step, String operation, String endpoint) {

        Optional<String> option(String name) {
            Matcher option = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(endpoint);
            return option.find() ? Optional.of(option.group(1)) : Optional.empty();
        }
    }

    private static void writers(Step step, List<Writer> writers) {
        for (String endpoint : EndpointNames.of(step, false)) {
            Matcher matcher = STEP.matcher(endpoint);
            if (matcher.matches()) {
                writers.add(new Writer(step, matcher.group(1), endpoint));
            }
        }
        step.children().forEach(child -> writers(child, writers));
    }

    private static void look(List<Writer> writers, List<Finding> findings) {
        Map<String, Writer> keys = new LinkedHashMap<>();
        Map<String, Writer> analyses = new LinkedHashMap<>();
        for (Writer writer : writers) {
            varying(writer, findings);
            if (writer.operation().equals("analyze")) {
                one(writer, analyses, findings);
            } else {
                own(writer, keys, findings);
            }
        }
        writers.stream()
                .filter(writer -> writer.operation().equals("write"))
                .findFirst()
                .filter(any -> writers.stream()
                        .allMatch(writer -> writer.option("rejected").isEmpty()))
                .ifPresent(first -> findings.add(first.step()
                        .finding("Rows that are rejected would be kept nowhere; give a records:write of this split the"
                                + " option rejected, the key of an object for them.")));
    }

    private static void one(Writer writer, Map<String, Writer> first, List<Finding> findings) {
        Writer before = first.putIfAbsent(writer.operation(), writer);
        if (before != null && !before.endpoint().equals(writer.endpoint())) {
            findings.add(writer.step()
                    .finding("records:analyze stands in this split a second time, with other options; all rows of an"
                            + " object go where the first one writes, so the run would fail. Use one records:analyze"
                            + " in a split."));
        }
    }

    private static void own(Writer writer, Map<String, Writer> keys, List<Finding> findings) {
        for (String option : List.of("valid", "rejected")) {
            Optional<String> key = writer.option(option);
            Writer before = key.map(known -> keys.putIfAbsent(writer.option("bucket") + "/" + known, writer))
                    .orElse(null);
            boolean other =
                    before == writer || before != null && !before.endpoint().equals(writer.endpoint());
            if (other) {
                findings.add(
                        writer.step()
                                .finding(
                                        "Two outputs of this split have the key " + key.get()
                                                + ", so that one would replace what the other has written; give each a key of its own."));
            }
        }
    }

    private static void varying(Writer writer, List<Finding> findings) {
        Matcher varying = VARYING.matcher(writer.endpoint());
        if (varying.find()) {
            findings.add(writer.step()
                    .finding("\"" + varying.group()
                            + "\" differs by batch, but all rows of an object go where its first batch was"
                            + " written; use what is the same for the whole object in the keys of records:"
                            + writer.operation() + ", such as ${exchangeProperty.name}."));
        }
    }
}
