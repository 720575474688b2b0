package dev.dromedary.function.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dromedary.function.records.TableSchema.FieldsMatch;
import dev.dromedary.function.records.TableSchema.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableSchemaTest {

    @SuppressWarnings("unchecked")
    private static TableSchema schema(String json) throws IOException {
        return TableSchema.of("test.json", new ObjectMapper().readValue(json.replace('\'', '"'), Map.class));
    }

    @Test
    void shouldReadHealthSchema() throws IOException {
        TableSchema schema = HealthSchema.read();

        assertThat(schema.name()).isEqualTo("health/reading.schema.json");
        assertThat(schema.fields()).hasSize(8).allMatch(field -> field.constraints()
                .required());
        assertThat(schema.rules()).extracting(Rule::reason).containsExactly("dbp_gt_sbp");
        assertThat(schema.fieldsMatch()).isEqualTo(FieldsMatch.SUBSET);
        assertThat(schema.dialect()).isEqualTo(new Dialect(',', '"', StandardCharsets.UTF_8, false, false, 1));
    }

    @Test
    void shouldReadDialect() throws IOException {
        Dialect dialect = schema(
                        "{'fields':[{'name':'a'}],'dialect':{'delimiter':';','quoteChar':\"'\",'encoding':'ISO-8859-1','doubleQuote':true,'header':true,'lineTerminator':'\\r\\n'}}"
                                .replace("\"'\"", "'|'"))
                .dialect();

        assertThat(dialect.delimiter()).isEqualTo(';');
        assertThat(dialect.quote()).isEqualTo('|');
        assertThat(dialect.encoding().name()).isEqualTo("ISO-8859-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "{}~fields~missing or empty",
                "{'fields':{}}~fields~must be a list",
                "{'fields':[3]}~fields[0]~must be an object",
                "{'feilds':[]}~feilds~did you mean \"fields\"",
                "{'fields':[{'name':'a'}],'primaryKey':'a'}~primaryKey~needs memory",
                "{'fields':[{'name':'a'}],'foreignKeys':[]}~foreignKeys~second table",
                "{'fields':[{'name':'a'}],'fieldsMatch':'superset'}~fieldsMatch~exact, equal or subset",
                "{'fields':[{'name':'a'},{'name':'a'}]}~fields[1].name~twice",
                "{'fields':[{}]}~fields[0].name~missing",
                "{'fields':[{'name':'a','type':'nubmer'}]}~fields[0].type~did you mean \"number\"",
                "{'fields':[{'name':'a','type':'geopoint'}]}~fields[0].type~not supported",
                "{'fields':[{'name':'a','type':'string','format':'email'}]}~fields[0].format~pattern",
                "{'fields':[{'name':'a','type':'datetime','format':'%Y-%j'}]}~fields[0].format~%j",
                "{'fields':[{'name':'a','type':'date','format':'%Y'}]}~fields[0].format~lacks",
                "{'fields':[{'name':'a','type':'number','decimalChar':'x'}]}~fields[0].decimalChar~no letter",
                "{'fields':[{'name':'a','type':'number','groupChar':'.'}]}~fields[0].groupChar~different",
                "{'fields':[{'name':'a','constraints':{'minimun':1}}]}~fields[0].constraints.minimun~did you mean \"minimum\"",
                "{'fields':[{'name':'a','constraints':{'unique':true}}]}~fields[0].constraints.unique~memory",
                "{'fields':[{'name':'a','type':'string','constraints':{'minimum':1}}]}~constraints.minimum~type string",
                "{'fields':[{'name':'a','type':'number','constraints':{'minimum':'x'}}]}~fields[0].constraints.minimum~no value",
                "{'fields':[{'name':'a','type':'date','constraints':{'maximum':'x'}}]}~fields[0].constraints.maximum~no value",
                "{'fields':[{'name':'a','type':'number','constraints':{'multipleOf':0}}]}~constraints.multipleOf~greater than 0",
                "{'fields':[{'name':'a','type':'number','constraints':{'enum':['x']}}]}~constraints.enum~no value",
                "{'fields':[{'name':'a','constraints':{'pattern':'('}}]}~constraints.pattern~regular expression",
                "{'fields':[{'name':'a','constraints':{'required':'yes'}}]}~constraints.required~true or false",
                "{'fields':[{'name':'a','constraints':{'minLength':-1}}]}~constraints.minLength~whole number",
                "{'fields':[{'name':'a','constraints':{'minLength':3,'maxLength':2}}]}~constraints.minLength~greater than maxLength",
                "{'fields':[{'name':'a','constraints':{'enum':[]}}]}~fields[0].constraints.enum~one value at least",
                "{'fields':[{'name':'a','type':'integer','constraints':{'minimum':9,'maximum':1}}]}~constraints.minimum~below maximum",
                "{'fields':[{'name':'a','type':'number','constraints':{'exclusiveMinimum':1,'maximum':1}}]}~constraints.exclusiveMinimum~no value",
                "{'fields':[{'name':'a','type':'date','constraints':{'minimum':'2026-02-01','maximum':'2026-01-01'}}]}~constraints.minimum~no value",
                "{'fields':[{'name':'a','type':'number'}],'rules':[{'expression':'b < 1','reason':'x'}]}~rules[0].expression~no field",
                "{'fields':[{'name':'a','type':'number'}],'rules':[{'expression':'a < 1'}]}~rules[0].reason~missing",
                "{'fields':[{'name':'a'}],'dialect':{'delimitter':';'}}~dialect.delimitter~did you mean \"delimiter\"",
                "{'fields':[{'name':'a'}],'dialect':{'delimiter':';;'}}~dialect.delimiter~one character",
                "{'fields':[{'name':'a'}],'dialect':{'delimiter':'é'}}~dialect~ASCII",
                "{'fields':[{'name':'a'}],'dialect':{'quoteChar':','}}~dialect~both",
                "{'fields':[{'name':'a'}],'dialect':{'encoding':'utf-16'}}~dialect~utf-8",
                "{'fields':[{'name':'a'}],'dialect':{'encoding':'shift_jis'}}~dialect~utf-8",
                "{'fields':[{'name':'a'}],'dialect':{'encoding':'ibm500'}}~dialect~utf-8",
                "{'fields':[{'name':'a'}],'dialect':{'encoding':'nonsense'}}~dialect.encoding~unknown",
                "{'fields':[{'name':'a'}],'dialect':{'headerRows':[1,2]}}~dialect.headerRows~one line",
                "{'fields':[{'name':'a'}],'dialect':{'headerRows':[0]}}~dialect.headerRows~one line",
                "{'fields':[{'name':'a'}],'dialect':{'lineBreaks':'no'}}~dialect.lineBreaks~true or false",
                "{'fields':[{'name':'a'}],'dialect':{'delimiter':' ','skipInitialSpace':true}}~dialect~no spaces",
                "{'fields':[{'name':'a'}],'dialect':{'header':false}}~dialect.header~must be true",
                "{'fields':[{'name':'a'}],'dialect':{'escapeChar':'x'}}~dialect.escapeChar~not supported",
            })
    void shouldSayWhatIsWrongAndWhere(String json, String path, String help) {
        assertThatThrownBy(() -> schema(json))
                .isInstanceOf(SchemaException.class)
                .hasMessageStartingWith("Schema test.json, ")
                .hasMessageContaining(path)
                .hasMessageContaining(help);
    }
}
