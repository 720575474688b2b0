package dev.dromedary.function.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {

    @Test
    void shouldSetAddAndRemove() {
        Row row = CsvFiles.row("a,b,c", "1,\"2\",3");
        row.set("b", "x,y");
        row.set("d", null);
        row.remove("a");
        row.remove("nothing");

        assertThat(row.names()).containsExactly("b", "c", "d");
        assertThat(CsvFiles.values(row)).containsExactly("x,y", "3", "");
        assertThat(row.get("a")).isNull();

        row.set("a", "again");
        assertThat(row.names()).containsExactly("b", "c", "d", "a");
    }

    @Test
    void shouldKeepFirstReason() {
        Row row = CsvFiles.row("a", "1");
        assertThat(row.valid()).isTrue();

        row.reject("first");
        row.reject("second");

        assertThat(row.valid()).isFalse();
        assertThat(row.reason()).isEqualTo("first");
        assertThatThrownBy(() -> row.reject(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseColumnWithoutName() {
        Row row = CsvFiles.row("a", "1");

        assertThatThrownBy(() -> row.set(" ", "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseCharacters_whenEncodingLacksThem() {
        Dialect dialect = new Dialect(',', '"', StandardCharsets.ISO_8859_1);
        Row row = new RowReader(new ByteArrayInputStream("a\n1\n".getBytes()), dialect, Limits.DEFAULT).next();

        assertThatThrownBy(() -> row.set("a", "5 €")).hasMessageContaining("ISO-8859-1");
        row.set("a", "é");
        assertThat(row.get("a")).isEqualTo("é");
    }

    @Test
    void shouldHaveNoValue_whereRaggedRowEnds() {
        Row row = CsvFiles.row("a,b,c", "1,2");

        assertThat(row.get("b")).isEqualTo("2");
        assertThat(row.get("c")).isNull();
        row.set("a", "x");
        assertThat(row.get("c")).isNull();
    }

    @Test
    void shouldStayAsRead_whenKeptWhileOthersAreRead() {
        StringBuilder text = new StringBuilder("n\n");
        for (int i = 0; i < 200_000; i++) {
            text.append("value ").append(i).append('\n');
        }
        List<Row> rows = CsvFiles.rows(text.toString());

        assertThat(rows).hasSize(200_000);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i).get("n").equals("value " + i)).isTrue();
        }
    }
}
