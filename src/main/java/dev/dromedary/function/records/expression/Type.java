package dev.dromedary.function.records.expression;

import java.util.Locale;

/** What the value of an expression is; known before any row is read. */
public enum Type {
    TEXT,
    INTEGER,
    NUMBER,
    BOOLEAN,
    DATE,
    TIME,
    /** A moment. */
    DATETIME,
    YEARMONTH,
    /** A stretch of time, which only stands beside a date or moment. */
    INTERVAL,
    /** Nothing but null is known of it. */
    NULL;

    boolean isNumeric() {
        return this == INTEGER || this == NUMBER;
    }

    boolean isTemporal() {
        return this == DATE || this == TIME || this == DATETIME || this == YEARMONTH;
    }

    /** With its article, for sentences. */
    String name(boolean article) {
        String word =
                switch (this) {
                    case INTEGER, NUMBER -> "number";
                    case BOOLEAN -> "condition";
                    default -> name().toLowerCase(Locale.ROOT);
                };
        String before = this == INTERVAL ? "an " : this == NULL ? "" : "a ";
        return article ? before + word : word;
    }
}
