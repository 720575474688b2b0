package dev.dromedary.desk.cloud.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.steps.model.AnswerSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaAnswerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type': 'object', 'required': ['kind', 'sure'], 'properties': {'kind': {'enum': ['invoice', 'order']},"
                        + " 'sure': {'type': 'boolean'}}}",
                "{'type': 'object', 'required': ['score'], 'properties': {'score': {'type': 'number', 'minimum': 0.5}}}",
                "{'type': 'object', 'required': ['a'], 'properties': {'a': {'type': 'integer', 'exclusiveMinimum': 3}}}",
                "{'type': 'object', 'required': ['a'], 'properties': {'a': {'type': 'integer', 'maximum': -2}}}",
                "{'type': 'object', 'required': ['t'], 'properties': {'t': {'type': 'string', 'maxLength': 3}}}",
                "{'type': 'object', 'required': ['t'], 'properties': {'t': {'type': 'string', 'minLength': 90}}}",
                "{'type': 'object', 'required': ['t'], 'properties': {'t': {'type': ['null', 'string']}}}",
                "{'type': 'object', 'required': ['t'], 'properties': {'t': {'anyOf': [{'const': 7}, {'const': 8}]}}}",
                "{'type': 'object', 'required': ['list'], 'properties': {'list': {'type': 'array', 'minItems': 2,"
                        + " 'items': {'$ref': '#/$defs/item'}}}, '$defs': {'item': {'type': 'object',"
                        + " 'required': ['name'], 'properties': {'name': {'type': 'string'}}}}}",
                "{'type': 'object', 'properties': {'next': {'$ref': '#'}}}",
            })
    void shouldBeTaken_whenTheSchemaSaysTypesAndBounds(String quoted) {
        String schema = quoted.replace('\'', '"');

        assertThat(AnswerSchema.parse("x", schema).takes(SchemaAnswer.of(schema).toString()))
                .isTrue();
    }

    @Test
    void shouldBeTaken_whenTheSchemaIsAShippedOne() throws IOException {
        String schema = Files.readString(Path.of("routes/health/answer-schema.json"));

        assertThat(AnswerSchema.parse("x", schema).takes(SchemaAnswer.of(schema).toString()))
                .isTrue();
    }
}
