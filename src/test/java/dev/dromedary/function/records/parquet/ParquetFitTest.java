package dev.dromedary.function.records.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.function.records.Row;
import dev.dromedary.function.records.SchemaException;
import dev.dromedary.function.records.TableSchema;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParquetFitTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "type": "integer"                                                    | 9223372036854775807  | true
            "type": "integer"                                                    | 9223372036854775808  | false
            "type": "integer"                                                    | -9223372036854775808 | true
            "type": "integer"                                                    | -9223372036854775809 | false
            "type": "integer", "constraints": {"maximum": "9223372036854775808"} | 9223372036854775808  | true
            "type": "integer", "columnType": "decimal(3,0)"                      | 999                  | true
            "type": "integer", "columnType": "decimal(3,0)"                      | 1000                 | false
            "type": "integer", "columnType": "varchar"                           | 9223372036854775808  | true
            "type": "number"                                                     | 1e308                | true
            "type": "number"                                                     | 1e309                | false
            "type": "number"                                                     | -1e309               | false
            "type": "number", "constraints": {"multipleOf": 0.01}                | 9999999999999999.99  | true
            "type": "number", "constraints": {"multipleOf": 0.01}                | 10000000000000000    | false
            "type": "number", "constraints": {"multipleOf": 0.01, "maximum": 1e16} | 10000000000000000  | true
            "type": "number", "columnType": "decimal(4,1)"                       | 999.9                | true
            "type": "number", "columnType": "decimal(4,1)"                       | 999.90               | true
            "type": "number", "columnType": "decimal(4,1)"                       | 999.95               | false
            "type": "number", "columnType": "decimal(4,1)"                       | 1000                 | false
            "type": "number", "columnType": "decimal(4,1)"                       | 1e2                  | true
            "type": "number", "columnType": "decimal(38,1)"                      | 1e36                 | true
            "type": "number", "columnType": "decimal(38,1)"                      | 1e37                 | false
            """)
    void shouldRejectARow_whenItsColumnCannotTakeTheValue(String field, String value, boolean fits) throws Exception {
        TableSchema schema = ParquetFiles.schema("{\"fields\": [{\"name\": \"n\", " + field + "}]}");
        List<Row> rows = ParquetFiles.reader(schema, "n\n" + value + "\n").nextBatch(10, 1_000_000);

        new ParquetFit(schema).judge(rows);

        assertThat(rows.get(0).reason()).isEqualTo(fits ? null : "invalid_n");
        if (fits) {
            ParquetFiles.written(schema, "n\n" + value + "\n");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "type": "string", "columnType": "bigint"        | "bigint" is no column for type string; use varchar, or remove it.
            "type": "integer", "columnType": "double"       | "double" is no column for type integer; use bigint, decimal(20,0) or the like, or varchar.
            "type": "number", "columnType": "bigint"        | "bigint" is no column for type number; use double, decimal(12,2) or the like, or varchar.
            "type": "number", "columnType": "decimal(39,2)" | "decimal(39,2)" is no decimal: it has 1 to 38 digits, and no more of them after the point.
            "type": "number", "columnType": "decimal(2,3)"  | "decimal(2,3)" is no decimal: it has 1 to 38 digits, and no more of them after the point.
            """)
    void shouldRefuseTheSchema_whenTheFieldCannotBeSuchAColumn(String field, String sentence) {
        assertThatThrownBy(() -> ParquetFiles.schema("{\"fields\": [{\"name\": \"n\", " + field + "}]}"))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("fields[0].columnType")
                .hasMessageEndingWith(sentence);
    }
}
