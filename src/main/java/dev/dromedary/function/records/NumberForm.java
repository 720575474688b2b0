package dev.dromedary.function.records;

/**
 * How numbers of a field are written, in the words of Table Schema.
 *
 * @param decimalChar the character between whole and fraction; one
 * @param groupChar the character between groups of three digits; empty for none
 * @param bareNumber whether nothing but the number may stand in a value; if not, text around it is passed over
 */
public record NumberForm(String decimalChar, String groupChar, boolean bareNumber) {

    /** A point, no groups, nothing around. */
    public static final NumberForm DEFAULT = new NumberForm(".", "", true);
}
