package dev.dromedary.function.steps.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextTest {

    @Test
    void shouldPutLiterals_whenParametersStandInTheText() {
        SqlText text = new SqlText("a.sql", "SELECT * FROM t WHERE day = :day AND kind = :kind;\n");

        assertThat(text.parameters()).containsExactly("day", "kind");
        assertThat(text.with(Map.of("day", "05", "kind", "it's ' OR 1 = 1 -- :day")))
                .isEqualTo("SELECT * FROM t WHERE day = '05' AND kind = 'it''s '' OR 1 = 1 -- :day'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ':day'",
                "SELECT 'it''s :day'",
                "SELECT \":day\"",
                "SELECT 1 -- :day",
                "SELECT /* :day\n:day */ 1",
                "SELECT x::int"
            })
    void shouldFindNoParameter_whenAColonIsNone(String sql) {
        SqlText text = new SqlText("a.sql", sql);

        assertThat(text.parameters()).isEmpty();
        assertThat(text.with(Map.of())).isEqualTo(sql);
    }

    @Test
    void shouldSayWhatToDo_whenAValueIsMissing() {
        assertThatThrownBy(() -> new SqlText("a.sql", "SELECT :day").with(Map.of()))
                .hasMessage("The query a.sql has a parameter :day without a value; give the step one in its option"
                        + " parameters or partition");
    }

    @Test
    void shouldNotTellTheValue_whenItCantStandThere() {
        assertThatThrownBy(() -> new SqlText("a.sql", "SELECT :day").with(Map.of("day", "secret\u0000")))
                .hasMessageContaining(":day")
                .hasMessageNotContaining("secret");
    }
}
