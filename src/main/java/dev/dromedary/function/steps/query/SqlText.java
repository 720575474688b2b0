package dev.dromedary.function.steps.query;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a SELECT, with parameters such as {@code :day}. A parameter becomes a literal, with quotes doubled: in DuckDB and Trino
 * nothing else has a meaning in one, so a value stays a value. Athena takes parameters of its own in some places only.
 *
 * @see <a href="https://docs.aws.amazon.com/athena/latest/ug/querying-with-prepared-statements.html">Athena's parameters</a>
 */
public final class SqlText {

    /** Literals, quoted names and comments, in which a colon is none of a parameter's; two colons; parameters. */
    private static final Pattern TOKEN = Pattern.compile(
            "'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\\n]*|/\\*.*?\\*/|::|:([A-Za-z_]\\w*)", Pattern.DOTALL);

    private static final int LONGEST_VALUE = 1000;

    private final String name;
    private final String text;

    /**
     * A text.
     *
     * @param name the file that it is from, for messages
     * @param text one SELECT; a semicolon at the end is left out
     */
    public SqlText(String name, String text) {
        this.name = name;
        this.text = text.strip().replaceFirst(";$", "");
    }

    /** The text as it is in the file, without values. */
    public String text() {
        return text;
    }

    /** The names of its parameters. */
    public Set<String> parameters() {
        Set<String> names = new TreeSet<>();
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            if (token.group(1) != null) {
                names.add(token.group(1));
            }
        }
        return names;
    }

    /**
     * The text with values.
     *
     * @param values by the names of the parameters
     * @throws IllegalArgumentException with one sentence, which does not tell a value, if one is missing or can't stand there
     */
    public String with(Map<String, String> values) {
        return TOKEN.matcher(text).replaceAll(token -> {
            String parameter = token.group(1);
            return Matcher.quoteReplacement(parameter == null ? token.group() : literal(parameter, values));
        });
    }

    private String literal(String parameter, Map<String, String> values) {
        String value = values.get(parameter);
        if (value == null) {
            throw new IllegalArgumentException("The query " + name + " has a parameter :" + parameter
                    + " without a value; give the step one in its option parameters or partition");
        }
        if (value.length() > LONGEST_VALUE || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("The value of the parameter :" + parameter + " of the query " + name
                    + " is longer than " + LONGEST_VALUE + " characters, or has a control character");
        }
        return quoted(value);
    }

    /** A text as a literal. */
    public static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
