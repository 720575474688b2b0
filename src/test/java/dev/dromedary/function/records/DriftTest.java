package dev.dromedary.function.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftTest {

    private static TableSchema schema(String contract) {
        return TableSchema.of(
                "order.schema.json",
                Map.of(
                        "contract",
                        contract,
                        "fields",
                        List.of(
                                Map.of("name", "id", "type", "integer", "constraints", Map.of("required", true)),
                                Map.of("name", "qty", "type", "integer"),
                                Map.of("name", "note", "type", "string"))));
    }

    private static RowReader reader(String contract, String text) {
        return CsvFiles.reader(text.getBytes(StandardCharsets.UTF_8), schema(contract));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "freeze|id,qty,note|",
                "freeze|id,qty|missing_column",
                "freeze|id,qty,note,more|unexpected_column",
                "freeze|qty,id,note|wrong_column_order",
                "evolve|id,qty|",
                "evolve|qty,note|missing_column",
                "evolve|id,more,qty,note|",
                "evolve|qty,id,more|wrong_column_order",
                "discard|id,more|",
            })
    void shouldRefuseOrTakeColumns_asTheContractSays(String contract, String header, String reason) {
        RowReader reader = reader(contract, header + "\n");

        assertThat(reader.hasNext()).isFalse();

        assertThat(reader.defect().map(Defect::reason).orElse(null)).isEqualTo(reason);
    }

    private static BatchValidator judged(RowReader reader, List<Row> rows) {
        BatchValidator validator = new BatchValidator(schema("evolve"), reader.header());
        validator.validate(rows);
        return validator;
    }

    @Test
    void shouldTellWhatDiffers_butNoNameThatTheSchemaDoesNotKnow() {
        RowReader reader = reader("evolve", "id,Ann Miller,qty\n" + "1,x,many\n".repeat(10));
        List<Row> rows = CsvFiles.rows(reader);

        Drift drift = judged(reader, rows).drift();

        assertThat(drift).isEqualTo(new Drift(List.of(2), List.of("note"), List.of("qty"), 0));
        assertThat(drift.columns()).isEqualTo(3);
        assertThat(rows).allSatisfy(row -> assertThat(row.reason()).isEqualTo("invalid_qty"));
    }

    @Test
    void shouldTakeAFewWrongValuesForFaultsOfRows() {
        RowReader few = reader("evolve", "id,qty,note\n" + "1,many,\n".repeat(9));
        RowReader withRight = reader("evolve", "id,qty,note\n" + "1,many,\n".repeat(20) + "1,2,\n");

        assertThat(judged(few, CsvFiles.rows(few)).drift().isEmpty()).isTrue();
        assertThat(judged(withRight, CsvFiles.rows(withRight)).drift().isEmpty())
                .isTrue();
    }

    @Test
    void shouldLeaveValuesOut_whenTheContractDiscardsWhatIsNotOfItsType() {
        RowReader reader = reader("discard", "id,qty,note\n1,many,a\n2,3,b\nx,4,c\n");
        List<Row> rows = CsvFiles.rows(reader);
        BatchValidator validator = new BatchValidator(schema("discard"), reader.header());

        validator.validate(rows);

        assertThat(CsvFiles.values(rows.get(0))).containsExactly("1", "", "a");
        assertThat(rows.get(1).isChanged()).isFalse();
        assertThat(rows.get(2).reason()).isEqualTo("invalid_id");
        assertThat(validator.drift().discardedValues()).isEqualTo(1);
    }
}
