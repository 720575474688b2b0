package dev.dromedary.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The types of Table Schema that are supported. */
public enum FieldType {
    STRING(Kind.TEXT),
    INTEGER(Kind.NUMBER),
    NUMBER(Kind.NUMBER),
    BOOLEAN(Kind.TEXT),
    DATE(Kind.DATE),
    TIME(Kind.TIME),
    DATETIME(Kind.DATETIME),
    YEAR(Kind.NUMBER),
    YEARMONTH(Kind.YEARMONTH),
    ANY(Kind.TEXT);

    /** What values are compared as; values of different kinds can't be compared. */
    enum Kind {
        TEXT,
        NUMBER,
        DATE,
        TIME,
        DATETIME,
        YEARMONTH
    }

    private final Kind kind;

    FieldType(Kind kind) {
        this.kind = kind;
    }

    /** The type's name in a schema document, such as {@code datetime}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Kind kind() {
        return kind;
    }

    boolean isNumeric() {
        return this == INTEGER || this == NUMBER;
    }

    boolean isTemporal() {
        return kind != Kind.TEXT && !isNumeric();
    }

    static List<String> words() {
        List<String> words = new ArrayList<>();
        for (FieldType type : values()) {
            words.add(type.word());
        }
        return words;
    }
}
