package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dromedary.function.records.DefectException;
import dev.dromedary.function.records.ExpandedInput;
import dev.dromedary.function.records.ExpansionLimits;
import dev.dromedary.function.records.parquet.ParquetSummary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a test shows of an object: its text, unpacked if it is packed; of Parquet how many rows it has, and its columns; of other
 * bytes how many they are.
 */
final class StoredText {

    private StoredText() {}

    /** The name of the rows, beside {@link #TEXT}, of an object in Parquet. */
    static final String ROWS = "rows";

    static final String TEXT = "text";

    /**
     * A text; of Parquet an object of a text and the rows, JSON a line.
     *
     * @param encodings what a text may be in that is no UTF-8
     */
    static JsonNode of(byte[] stored, Set<Charset> encodings) {
        try {
            byte[] content = ExpandedInput.open(
                            new ByteArrayInputStream(stored), Optional.empty(), ExpansionLimits.DEFAULT)
                    .readAllBytes();
            return ParquetSummary.isParquet(content)
                    ? JsonNodeFactory.instance
                            .objectNode()
                            .put(TEXT, ParquetSummary.of(content))
                            .put(ROWS, text(ParquetRows.read(content), Set.of()))
                    : JsonNodeFactory.instance.textNode(text(content, encodings));
        } catch (DefectException e) {
            return JsonNodeFactory.instance.textNode(binary(stored));
        } catch (IOException e) {
            throw new UncheckedIOException("A byte array can be read", e);
        }
    }

    private static String text(byte[] content, Set<Charset> encodings) {
        return Stream.concat(Stream.of(StandardCharsets.UTF_8), encodings.stream())
                .flatMap(encoding -> decoded(content, encoding).stream())
                .findFirst()
                .orElseGet(() -> binary(content));
    }

    private static Optional<String> decoded(byte[] content, Charset encoding) {
        try {
            return Optional.of(
                    encoding.newDecoder().decode(ByteBuffer.wrap(content)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static String binary(byte[] content) {
        return content.length + " bytes that are no text";
    }
}
