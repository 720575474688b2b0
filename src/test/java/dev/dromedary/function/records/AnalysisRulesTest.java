package dev.dromedary.function.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dromedary.function.records.AnalysisRules.AnomalyRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnalysisRulesTest {

    private static final TableSchema SCHEMA = TableSchema.of(
            "test.schema.json",
            Map.of(
                    "fields",
                    List.of(
                            Map.of("name", "who"),
                            Map.of("name", "row", "type", "string"),
                            Map.of("name", "heart_rate", "type", "number"),
                            Map.of("name", "steps", "type", "integer"))));
    private static final String RULE = "\"anomalies\":[{\"name\":\"a\",\"expression\":\"steps > 1\"}]";

    @SuppressWarnings("unchecked")
    static Map<String, Object> json(String text) {
        try {
            return new ObjectMapper().readValue(text, Map.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static AnalysisRules rules(String text) {
        return AnalysisRules.of("test.json", json(text), SCHEMA);
    }

    @Test
    void shouldFillIn_whenOnlyRulesAreGiven() {
        AnalysisRules rules = rules("{\"fields\":[\"steps\"]," + RULE + "}");

        assertThat(rules.statistics()).containsExactly("heart_rate", "steps");
        assertThat(rules.percentiles()).hasSize(5);
        assertThat(rules.examples()).isEqualTo(20);
        assertThat(rules.worst()).isEqualTo(10);
        assertThat(rules.anomalies())
                .singleElement()
                .extracting(AnomalyRule::label)
                .isEqualTo("a");
    }

    @Test
    void shouldShowAllFieldsWithoutPseudonym_whenNoneAreNamed() throws IOException {
        String rule = "\"anomalies\":[{\"name\":\"a\",\"expression\":\"steps > 1\"}]";

        AnalysisRules rules = AnalysisRules.of(
                "test.json", json("{\"pseudonyms\":{\"user_id\":\"Person\"}," + rule + "}"), HealthSchema.read());

        assertThat(rules.fields())
                .containsExactly("event_time", "heart_rate", "spo2", "steps", "temp_c", "systolic_bp", "diastolic_bp");
    }

    @Test
    void shouldReadThePipelinesRules() throws IOException {
        Map<String, Object> document = json(Files.readString(Path.of("routes/health/analysis.json")));

        AnalysisRules rules = AnalysisRules.of("health/analysis.json", document, HealthSchema.read());

        assertThat(AnalysisRules.schemaOf("health/analysis.json", document)).isEqualTo("health/reading.schema.json");
        assertThat(rules.anomalies())
                .extracting(AnomalyRule::label)
                .containsExactly("Abnormal heart rate", "Low SpO2", "High temperature", "High blood pressure");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"fields":["hart_rate"],RULE}                 | fields: there is no field "hart_rate"; did you mean "heart_rate"?
            {"fields":["steps","steps"],RULE}             | fields: "steps" stands there twice; remove one.
            {"fields":["row"],RULE}                       | fields: "row" is what the analysis itself puts beside the fields
            {"fields":"steps",RULE}                       | fields: must be a list in brackets.
            {"fields":["who"],"pseudonyms":{"who":"P"},RULE} | fields: "who" has a pseudonym, which is always shown; leave it out here.
            {"pseudonyms":{"woh":"P"},RULE}               | pseudonyms: there is no field "woh"; did you mean "who"?
            {"pseudonyms":{"who":""},RULE}                | pseudonyms.who: is empty; give the word that stands for its values
            {"pseudonyms":{"who":1},RULE}                 | pseudonyms.who: must be a string; put it in quotes.
            {"fields":[],"statistics":["who"],RULE}       | statistics: "who" is no number; leave it out.
            {"fields":[],"percentiles":[101],RULE}        | percentiles: "101" is no number from 0 to 100.
            {"fields":[],"percentiles":[5,5.0],RULE}      | percentiles: 5.0 stands there twice; remove one.
            {"fields":[],"examples":-1,RULE}              | examples: must be a whole number from 0.
            {"fields":[],"worst":100000,RULE}             | worst: must be 1000 at most.
            {"fields":[],"wurst":1,RULE}                  | wurst: unknown key; did you mean "worst"?
            {"fields":[]}                                 | anomalies: is missing or empty; describe one rule at least.
            {"fields":[],"anomalies":[{"name":"a","expression":"stebs > 1"}]} | anomalies[0].expression: at position 1: there is no field "stebs"; did you mean "steps"?
            {"fields":[],"anomalies":[{"name":"a","expression":"steps >"}]}   | anomalies[0].expression: at position
            {"fields":[],"anomalies":[{"expression":"steps > 1"}]}            | anomalies[0].name: is missing; give the rule a name
            {"fields":[],"anomalies":[{"name":"a","expression":"steps > 1"},{"name":"a","expression":"steps > 2","label":"b"}]} | anomalies[1].name: "a" names another rule too; rename one.
            {"fields":[],"anomalies":[{"name":"a","expression":"steps > 1"},{"name":"b","expression":"steps > 2","label":"a"}]} | anomalies[1].label: "a" labels another rule too
            """)
    void shouldSayWhatIsWrongInOneSentence_whenADocumentCantBeUsed(String document, String sentence) {
        assertThatThrownBy(() -> rules(document.replace("RULE", RULE)))
                .isInstanceOf(SchemaException.class)
                .hasMessageStartingWith("Analysis test.json, " + sentence);
    }

    @Test
    void shouldSaySo_whenNoSchemaIsNamed() {
        assertThatThrownBy(() -> AnalysisRules.schemaOf("test.json", Map.of()))
                .hasMessageStartingWith("Analysis test.json, schema: is missing; name the schema of the rows");
    }
}
