package dev.dromedary.plan.workflow;

/**
 * Texts in JSONata, the expression language of state machines.
 *
 * @see <a href="https://docs.jsonata.org/">JSONata</a>
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html">JSONata in Step Functions</a>
 */
final class Jsonata {

    /** What a state gets. */
    static final String INPUT = "$states.input";

    private Jsonata() {}

    /** An expression where a state machine wants one. */
    static String expression(String text) {
        return "{% " + text + " %}";
    }

    /** A text as a literal. */
    static String text(String text) {
        StringBuilder literal = new StringBuilder("'");
        for (int at = 0; at < text.length(); at++) {
            char each = text.charAt(at);
            switch (each) {
                case '\\' -> literal.append("\\\\");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                // An apostrophe has no escape of its own, %} would end the expression, and ${ is a placeholder of the
                // plan.
                case '\'', '%', '$' -> literal.append(String.format("\\u%04x", (int) each));
                default -> {
                    if (each < ' ') {
                        literal.append(String.format("\\u%04x", (int) each));
                    } else {
                        literal.append(each);
                    }
                }
            }
        }
        return literal.append('\'').toString();
    }

    /** A field of what stands before. */
    static String field(String before, String name) {
        return before + ".`" + name + "`";
    }

    /** A value that may not be there: null then, as Camel has it. */
    static String orNull(String value) {
        return "($exists(" + value + ") ? " + value + " : null)";
    }

    /** A value within a text: nothing where there is none. */
    static String inText(String value) {
        return "(" + value + " = null ? '' : $string(" + value + "))";
    }
}
