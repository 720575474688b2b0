package dev.dromedary.desk.inference;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What may tell of a person, by names of columns and by values. A person has to look at it. */
enum PersonalData {
    MAIL("addresses of mail", "(e_?)?mails?(_?address)?", "[^@\\s]+@[^@\\s]+\\.[A-Za-z]{2,}", "person@example.com"),
    PHONE("numbers of telephones", "phones?|telephone|tel|mobile|fax", "\\+\\d[\\d ()/-]{6,18}", "+1 555 0100"),
    NETWORK("addresses in the Internet", "ip|ip_address|client_ip", "(\\d{1,3}\\.){3}\\d{1,3}", "192.0.2.1"),
    ACCOUNT(
            "numbers of bank accounts",
            "iban|account_number|card_number",
            "[A-Z]{2}\\d{2}[A-Z0-9]{11,30}",
            "XX00EXAMPLE00000"),
    NAME(
            "names of people",
            "(first|last|full|given|family|customer|user|patient|contact)?_?name|surname|firstname|lastname",
            null,
            "Ann Example"),
    BIRTH("days of birth", "birth(_?(day|date))?|date_of_birth|dob", null, ""),
    PLACE(
            "where people live",
            "(street|home|postal|shipping|billing)?_?address|street|zip(_?code)?|postcode|postal_code",
            null,
            "1 Example Street"),
    NUMBER(
            "numbers of people",
            "ssn|social_security(_number)?|tax_id|passport(_number)?|(user|person|patient|member|employee|customer)_?(id|no|nr|number|ref|reference)",
            null,
            "EXAMPLE-1");

    private static final double SHARE = 0.5;

    private final String words;
    private final Pattern name;
    private final Pattern value;
    private final String example;

    PersonalData(String words, String name, String value, String example) {
        this.words = words;
        this.name = Pattern.compile(name);
        this.value = value == null ? null : Pattern.compile(value);
        this.example = example;
    }

    /** What a column may tell. */
    static Optional<PersonalData> of(ColumnProfile column) {
        String last = column.name().substring(column.name().lastIndexOf('.') + 1);
        String name = last.replaceAll("([a-z])([A-Z])", "$1_$2")
                .replaceAll("[\\s-]+", "_")
                .toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> kind.isIn(column) || kind.name.matcher(name).matches())
                .findFirst();
    }

    private boolean isIn(ColumnProfile column) {
        return value != null
                && column.kept() > 0
                && column.fitting(each -> value.matcher(each).matches()) >= SHARE * column.kept();
    }

    /** For people. */
    String words() {
        return words;
    }

    /** Of nobody; empty if it depends on the type. */
    String example() {
        return example;
    }
}
