package dev.dromedary.function.records;

import dev.dromedary.function.records.expression.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
    ANY(Kind.TEXT),
    /** A JSON array, as text. */
    LIST(Kind.TEXT),
    /** A JSON object, as text. */
    OBJECT(Kind.TEXT);

    /** What values are compared as; values of different kinds can't be compared. */
    enum Kind {
        TEXT,
        NUMBER,
        DATE,
        TIME,
        DATETIME,
        YEARMONTH
    }

    /** Words of SQL, Java, Python and JSON for the same. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("int", "integer"),
            Map.entry("long", "integer"),
            Map.entry("bigint", "integer"),
            Map.entry("smallint", "integer"),
            Map.entry("float", "number"),
            Map.entry("double", "number"),
            Map.entry("decimal", "number"),
            Map.entry("numeric", "number"),
            Map.entry("real", "number"),
            Map.entry("bool", "boolean"),
            Map.entry("str", "string"),
            Map.entry("text", "string"),
            Map.entry("char", "string"),
            Map.entry("varchar", "string"),
            Map.entry("timestamp", "datetime"),
            Map.entry("struct", "object"),
            Map.entry("map", "object"));

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

    /** What expressions take values for. */
    Type expressionType() {
        return switch (this) {
            case STRING, ANY, LIST, OBJECT -> Type.TEXT;
            case INTEGER, YEAR -> Type.INTEGER;
            case NUMBER -> Type.NUMBER;
            case BOOLEAN -> Type.BOOLEAN;
            case DATE -> Type.DATE;
            case TIME -> Type.TIME;
            case DATETIME -> Type.DATETIME;
            case YEARMONTH -> Type.YEARMONTH;
        };
    }

    /** The type of a column whose values an expression gives. */
    static FieldType of(Type type) {
        return switch (type) {
            case INTEGER -> INTEGER;
            case NUMBER -> NUMBER;
            case BOOLEAN -> BOOLEAN;
            case DATE -> DATE;
            case TIME -> TIME;
            case DATETIME -> DATETIME;
            case YEARMONTH -> YEARMONTH;
            default -> STRING;
        };
    }

    boolean isNumeric() {
        return this == INTEGER || this == NUMBER;
    }

    boolean isTemporal() {
        return kind != Kind.TEXT && !isNumeric();
    }

    /** The rest of a sentence about a word that is no type; other languages have other words. */
    static String hint(String word) {
        String meant = ELSEWHERE.get(word.toLowerCase(Locale.ROOT));
        return meant == null ? Nearest.hint(word, words()) : "; did you mean \"" + meant + "\"?";
    }

    static List<String> words() {
        List<String> words = new ArrayList<>();
        for (FieldType type : values()) {
            words.add(type.word());
        }
        return words;
    }
}
