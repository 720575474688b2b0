package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands in a test for what differs from run to run. */
final class Placeholders {

    /** What may be anywhere in a number's place, too. */
    static final String ANY = "<any>";

    /** A field that is not there. */
    static final String ABSENT = "<absent>";

    /** In a number's place a number, in a text its digits. */
    static final String NUMBER = "<number>";

    /** What each stands for in a text, the more particular first. */
    private static final Map<String, String> FORMS = new LinkedHashMap<>();

    private static final Pattern FACT =
            Pattern.compile("<(etag|version-id|sequencer|correlation|run|cause) of ([^<>]+)>");
    private static final Pattern TOKEN;

    /** A time that is no farther off is one of the run, not of its data. */
    private static final Duration AROUND = Duration.ofHours(1);

    /** Two runs may well take equally long, so that no second run tells that it differs. */
    private static final Pattern DURATION = Pattern.compile("(?i)duration|elapsed");

    private static final Pattern UUIDS;
    private static final Pattern HASHES;
    private static final Pattern TIMES;

    static {
        FORMS.put("<timestamp>", "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?(?:Z|[+-]\\d{2}:\\d{2})");
        FORMS.put("<uuid>", "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
        FORMS.put("<sha256>", "[0-9a-f]{64}");
        FORMS.put("<date>", "\\d{4}-\\d{2}-\\d{2}");
        FORMS.put(NUMBER, "[+-]?\\d+(?:\\.\\d+)?");
        FORMS.put(ANY, "(?s:.*?)");
        UUIDS = whole("<uuid>");
        HASHES = whole("<sha256>");
        TIMES = whole("<timestamp>");
        TOKEN = Pattern.compile(String.join("|", FORMS.keySet()) + "|" + FACT);
    }

    private final KnownObjects objects;

    Placeholders(KnownObjects objects) {
        this.objects = objects;
    }

    /** No part of a longer word. */
    private static Pattern whole(String form) {
        return Pattern.compile("(?<![0-9A-Za-z-])" + FORMS.get(form) + "(?![0-9A-Za-z-])");
    }

    /** Whether a text is as expected, with placeholders. */
    boolean match(String expected, String actual) {
        Matcher token = TOKEN.matcher(expected);
        StringBuilder pattern = new StringBuilder();
        int end = 0;
        while (token.find()) {
            pattern.append(Pattern.quote(expected.substring(end, token.start())));
            String form = FORMS.get(token.group());
            pattern.append(form == null ? Pattern.quote(filled(token.group())) : form);
            end = token.end();
        }
        return end == 0 ? expected.equals(actual) : actual.matches(pattern + Pattern.quote(expected.substring(end)));
    }

    /** Whether a text occurs, with placeholders. */
    boolean occurs(String expected, String actual) {
        return match(ANY + expected + ANY, actual);
    }

    /** Whether a text says something of an object. */
    static boolean hasFacts(String text) {
        return FACT.matcher(text).find();
    }

    /** With the facts in place of placeholders for them; one that is not known stays. */
    String filled(String text) {
        return FACT.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        objects.fact(match.group(1), match.group(2)).orElse(match.group())));
    }

    /** The same in all texts of a document. */
    JsonNode filled(JsonNode json) {
        if (json.isTextual()) {
            return JsonNodeFactory.instance.textNode(filled(json.textValue()));
        }
        if (json instanceof ArrayNode array) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode();
            array.forEach(each -> filled.add(filled(each)));
            return filled;
        }
        if (json instanceof ObjectNode object) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(each -> filled.set(each.getKey(), filled(each.getValue())));
            return filled;
        }
        return json;
    }

    /** Whether a text is a hash and nothing else. */
    static boolean isHash(String text) {
        return HASHES.matcher(text).matches();
    }

    /**
     * With placeholders in place of what differs from run to run, or with every edit of a route, a schema or a prompt, as far as
     * that can be told.
     */
    String generalised(String text) {
        return HASHES.matcher(ofTheRun(text)).replaceAll("<sha256>");
    }

    /** With placeholders in place of what differs from run to run. */
    String ofTheRun(String text) {
        String general = UUIDS.matcher(objects.generalised(text)).replaceAll("<uuid>");
        general = TIMES.matcher(general)
                .replaceAll(time -> Matcher.quoteReplacement(isNow(time.group()) ? "<timestamp>" : time.group()));
        return general;
    }

    /** The same in all of a document. */
    JsonNode generalised(JsonNode json) {
        if (json.isTextual()) {
            return JsonNodeFactory.instance.textNode(generalised(json.textValue()));
        }
        if (json.isIntegralNumber() && isTime(json.longValue())) {
            return JsonNodeFactory.instance.textNode(NUMBER);
        }
        if (json instanceof ArrayNode array) {
            ArrayNode general = JsonNodeFactory.instance.arrayNode();
            array.forEach(each -> general.add(generalised(each)));
            return general;
        }
        if (json instanceof ObjectNode object) {
            ObjectNode general = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(each -> general.set(each.getKey(), generalised(each.getValue())));
            if (holdsStartAndEnd(object)) {
                general.properties().stream()
                        .filter(each -> each.getValue().isNumber()
                                && DURATION.matcher(each.getKey()).find())
                        .forEach(each -> each.setValue(JsonNodeFactory.instance.textNode(NUMBER)));
            }
            return general;
        }
        return json;
    }

    /** Whether two fields are times of the run, so that a duration beside them is most likely the one between them. */
    private static boolean holdsStartAndEnd(ObjectNode object) {
        return object.properties().stream()
                        .map(each -> each.getValue().asText())
                        .filter(text -> TIMES.matcher(text).matches() && isNow(text))
                        .count()
                >= 2;
    }

    private static boolean isNow(String time) {
        try {
            Instant at = OffsetDateTime.parse(time).toInstant();
            return at.isAfter(Instant.now().minus(AROUND))
                    && at.isBefore(Instant.now().plus(AROUND));
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** Seconds or milliseconds of about now, or of when something that is made now expires. */
    private static boolean isTime(long number) {
        Instant now = Instant.now();
        long from = now.minus(AROUND).getEpochSecond();
        long to = now.plus(Duration.ofDays(400)).getEpochSecond();
        return number >= from && number <= to || number >= from * 1000 && number <= to * 1000;
    }
}
