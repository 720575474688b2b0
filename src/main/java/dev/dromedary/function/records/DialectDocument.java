package dev.dromedary.function.records;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Map;

/** Reads a Frictionless Table Dialect, with {@code encoding} and {@code lineBreaks} as our additions. */
record DialectDocument(DocumentPart part) {

    private static final List<String> KEYS = List.of(
            "delimiter",
            "quoteChar",
            "doubleQuote",
            "header",
            "encoding",
            "lineTerminator",
            "skipInitialSpace",
            "lineBreaks",
            "headerRows",
            "$schema",
            "csvddfVersion",
            "name",
            "title",
            "description");
    private static final String UNSUPPORTED = "is not supported; remove it.";
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("escapeChar", "is not supported; double quotes inside quoted values instead."),
            Map.entry("nullSequence", "is not supported; use the schema's missingValues."),
            Map.entry("commentChar", UNSUPPORTED),
            Map.entry("commentRows", UNSUPPORTED),
            Map.entry("headerJoin", UNSUPPORTED),
            Map.entry("caseSensitiveHeader", "is not supported; column names are always compared exactly."),
            Map.entry("property", UNSUPPORTED),
            Map.entry("itemType", UNSUPPORTED),
            Map.entry("itemKeys", UNSUPPORTED),
            Map.entry("sheetNumber", UNSUPPORTED),
            Map.entry("sheetName", UNSUPPORTED),
            Map.entry("table", UNSUPPORTED));

    Dialect dialect() {
        part.requireKeys(KEYS, REFUSED);
        requireAlways("doubleQuote", true, "quotes inside quoted values are always doubled");
        requireAlways("header", true, "a line of the file always names the columns");
        try {
            return new Dialect(
                    character("delimiter", ","),
                    character("quoteChar", "\""),
                    encoding(),
                    part.flag("lineBreaks", true),
                    part.flag("skipInitialSpace", false),
                    headerRow());
        } catch (IllegalArgumentException e) {
            throw e instanceof SchemaException
                    ? e
                    : part.wrong("delimiter, quoteChar, encoding, skipInitialSpace", e.getMessage());
        }
    }

    /** Frictionless allows a header of several lines; ours has one. */
    private int headerRow() {
        List<String> rows = part.scalars("headerRows", List.of("1"));
        if (rows.size() != 1 || !rows.get(0).matches("[1-9][0-9]{0,5}")) {
            throw part.wrong("headerRows", "must name one line, counted from 1, such as [3].");
        }
        return Integer.parseInt(rows.get(0));
    }

    private void requireAlways(String key, boolean only, String why) {
        if (part.flag(key, only) != only) {
            throw part.wrong(key, "must be " + only + ": " + why + ".");
        }
    }

    private char character(String key, String otherwise) {
        String text = part.text(key, otherwise);
        if (text.length() != 1) {
            throw part.wrong(key, "must be one character.");
        }
        return text.charAt(0);
    }

    private Charset encoding() {
        String name = part.text("encoding", "utf-8");
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw part.wrong("encoding", "\"" + name + "\" is unknown; use utf-8, iso-8859-1 or windows-1252.");
        }
    }
}
