package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.camel.catalog.suggest.CatalogSuggestionStrategy;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** The JSON Schema of test files, {@code route-test.schema.json}, which editors complete and check by, too. */
final class TestFileSchema {

    private static final String NAME = "/route-test.schema.json";

    private final JsonNode document;
    private final JsonSchema schema;

    private record Mistake(Mark mark, String message) {}

    TestFileSchema() {
        try (InputStream in = TestFileSchema.class.getResourceAsStream(NAME)) {
            document = new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SchemaValidatorsConfig settings = SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .locale(Locale.ENGLISH)
                .build();
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(document, settings);
    }

    /** What does not fit, in the order of the file, each with file, line and column. */
    List<String> mistakes(String file, YamlText yaml) {
        return schema.validate(yaml.root()).stream()
                .map(message -> mistake(yaml, message))
                .sorted(Comparator.comparingInt(mistake -> mistake.mark().getIndex()))
                .map(mistake -> YamlText.at(file, mistake.mark()) + mistake.message())
                .distinct()
                .toList();
    }

    private Mistake mistake(YamlText yaml, ValidationMessage message) {
        String pointer = message.getInstanceLocation().toString();
        if (message.getType().equals("additionalProperties")) {
            YamlText.Place place = yaml.places().get(pointer + YamlText.step(message.getProperty()));
            return new Mistake(place.key(), "There is no \"" + message.getProperty() + "\" here; " + hint(message));
        }
        String name = pointer.substring(pointer.lastIndexOf('/') + 1);
        String what = name.matches("\\d*") ? "This" : name;
        return new Mistake(yaml.places().get(pointer).from(), what + ": " + message.getError() + ".");
    }

    /** The nearest of the names that may stand there, or all of them. */
    private String hint(ValidationMessage message) {
        String keyword = message.getSchemaLocation().getFragment().toString();
        List<String> known = new ArrayList<>();
        document.at(keyword.substring(0, keyword.lastIndexOf('/')) + "/properties")
                .fieldNames()
                .forEachRemaining(known::add);
        String[] near = CatalogSuggestionStrategy.suggestEndpointOptions(known, message.getProperty(), 1);
        return near.length > 0 ? "did you mean \"" + near[0] + "\"?" : "known are " + String.join(", ", known) + ".";
    }
}
