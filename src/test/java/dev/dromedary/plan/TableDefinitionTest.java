package dev.dromedary.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.plan.TableDefinition.Index;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableDefinitionTest {

    private static final Map<String, String> READINGS = Map.of(
            "x.table", "readings",
            "x.table.key", "user, time",
            "x.table.indexes", "by-day: day, time; by-kind:kind;",
            "x.table.expires", "ttl");

    @Test
    void shouldReadKeysIndexesAndExpiry_whenAllAreGiven() {
        assertThat(TableProperties.of(READINGS))
                .containsExactly(new TableDefinition(
                        "readings",
                        "user",
                        "time",
                        "ttl",
                        List.of(new Index("by-day", "day", "time"), new Index("by-kind", "kind", null))));
    }

    @Test
    void shouldNeedNoMoreThanAKey_whenTheTableIsPlain() {
        assertThat(TableProperties.of(Map.of("x.table", "readings", "x.table.key", "id", "y", "z")))
                .containsExactly(new TableDefinition("readings", "id", null, null, List.of()));
    }

    @Test
    void shouldLeaveATableAlone_whenOnlyItsNameIsGiven() {
        assertThat(TableProperties.of(Map.of("x.table", "readings"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    x.table         | a b           | The property x.table holds the name "a b"
                    x.table.key     | ''            | The property x.table.key holds the key ""
                    x.table.key     | a,b,c         | The property x.table.key holds the key "a,b,c"
                    x.table.key     | a,            | The property x.table.key holds the key "a,"
                    x.table.key     | a, a          | The property x.table.key names the attribute a twice in one key.
                    x.table.indexes | by-day        | The property x.table.indexes holds "by-day"
                    x.table.indexes | d: day        | The property x.table.indexes holds the name "d"
                    x.table.indexes | by-day:       | The property x.table.indexes holds the key ""
                    x.table.indexes | one: a; one:b | The property x.table.indexes names the index one twice.
                    x.table.kye     | id            | The property x.table.kye is not known
                    y.table.key     | id            | The property y.table.key describes a table, but no property y.table
                    """)
    void shouldNameThePropertyInOneSentence_whenItIsWrong(String property, String value, String sentence) {
        Map<String, String> properties = new HashMap<>(READINGS);
        properties.put(property, value);

        assertThatThrownBy(() -> TableProperties.of(properties))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(sentence)
                .hasMessageEndingWith(".");
    }

    @Test
    void shouldAskForTheKey_whenOnlyIndexesAreGiven() {
        assertThatThrownBy(() -> TableProperties.of(Map.of("x.table", "readings", "x.table.indexes", "by-day: day")))
                .hasMessage("The property x.table.indexes needs x.table.key beside it, the attributes of the table's"
                        + " key.");
    }

    @Test
    void shouldResolvePlaceholders_whenAContextHoldsTheProperties() throws IOException {
        Properties properties = new Properties();
        properties.putAll(READINGS);
        properties.setProperty("x.table", "{{prefix}}-readings");
        properties.setProperty("prefix", "test");
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().setInitialProperties(properties);

            assertThat(TableProperties.of(context))
                    .singleElement()
                    .extracting(TableDefinition::name)
                    .isEqualTo("test-readings");
        }
    }
}
