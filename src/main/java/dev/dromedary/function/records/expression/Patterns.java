package dev.dromedary.function.records.expression;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.dromedary.function.records.expression.Functions.Function;
import java.util.Map;

/** Functions on regular expressions, in time that is linear in the text's length (RE2). */
final class Patterns {

    private Patterns() {}

    static void addTo(Map<String, Function> all) {
        all.put("regexp_like", new Function("regexp_like(text, 'pattern')", 2, 2, Patterns::like));
        all.put("regexp_extract", new Function("regexp_extract(text, 'pattern', group)", 2, 3, Patterns::extract));
        all.put("regexp_replace", new Function("regexp_replace(text, 'pattern', 'by')", 3, 3, Patterns::replace));
    }

    private static Pattern pattern(Call call) {
        call.text(0);
        try {
            return Pattern.compile(call.literal(1, "a regular expression"));
        } catch (PatternSyntaxException e) {
            throw call.wrong(1, "this is no regular expression of RE2: " + e.getDescription() + ".");
        }
    }

    private static Operand like(Call call) {
        Pattern pattern = pattern(call);
        Texts texts = call.texts();
        return call.of(Type.BOOLEAN, (out, text) -> {
            out.setTruth(pattern.matcher(texts.string(text)).find());
            return true;
        });
    }

    private static Operand extract(Call call) {
        Pattern pattern = pattern(call);
        int group = call.count() == 2 ? 0 : group(call, pattern);
        Texts texts = call.texts();
        return call.of(Type.TEXT, (out, text) -> {
            Matcher matcher = pattern.matcher(texts.string(text));
            String found = matcher.find() ? matcher.group(group) : null;
            if (found != null) {
                texts.set(out, found);
            }
            return found != null;
        });
    }

    private static int group(Call call, Pattern pattern) {
        int group = call.whole(2).arguments().get(2).constant();
        if (group < 0 || group > pattern.groupCount()) {
            throw call.wrong(
                    2,
                    "regexp_extract takes the number of a group of its pattern, from 0 to " + pattern.groupCount()
                            + ".");
        }
        return group;
    }

    private static Operand replace(Call call) {
        Pattern pattern = pattern(call);
        String by = call.literal(2, "a text, in which $1 is the first group,");
        Texts texts = call.texts();
        requireGroups(call, by, pattern);
        return call.of(Type.TEXT, (out, text) -> {
            texts.set(out, pattern.matcher(texts.string(text)).replaceAll(by));
            return true;
        });
    }

    private static void requireGroups(Call call, String by, Pattern pattern) {
        for (int i = 0; i < by.length(); i++) {
            boolean last = i + 1 == by.length();
            if (by.charAt(i) == '\\') {
                if (last) {
                    throw call.wrong(2, "the text ends with a backslash; double it.");
                }
                i++;
            } else if (by.charAt(i) == '$') {
                int digit = last ? -1 : Character.digit(by.charAt(i + 1), 10);
                if (digit < 0 || digit > pattern.groupCount()) {
                    throw call.wrong(
                            2,
                            "$ stands before the number of a group of the pattern, from 0 to " + pattern.groupCount()
                                    + "; write \\$ for the sign itself.");
                }
            }
        }
    }
}
