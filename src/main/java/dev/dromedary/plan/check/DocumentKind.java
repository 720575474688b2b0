package dev.dromedary.plan.check;

import dev.dromedary.function.records.AnalysisRules;
import dev.dromedary.function.records.RollupRules;
import dev.dromedary.function.records.TableSchema;
import dev.dromedary.function.steps.JsonText;
import dev.dromedary.function.steps.model.AnswerSchema;
import dev.dromedary.function.trigger.eventbridge.EventPatterns;
import dev.dromedary.plan.EventPattern;
import dev.dromedary.plan.Suggestion;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A kind of document that an option of an endpoint names; each is read by what reads it when the route starts. */
enum DocumentKind {
    RECORD_SCHEMA("record schema") {
        @Override
        void read(RoutesText routes, String name, String text) {
            TableSchema.of(name, JsonText.parse(name, text));
        }

        @Override
        List<String> faults(RoutesText routes, String name, String text) {
            try {
                return SchemaFaults.of(name, JsonText.parse(name, text));
            } catch (IllegalArgumentException e) {
                return List.of(e.getMessage());
            }
        }
    },
    ANALYSIS("document of analysis rules") {
        @Override
        void read(RoutesText routes, String name, String text) {
            Map<String, Object> document = JsonText.parse(name, text);
            String schema = AnalysisRules.schemaOf(name, document);
            SourceFile file = routes.files().get(schema);
            if (file == null) {
                throw new IllegalArgumentException(name + ", schema: There is no record schema \"" + schema + "\"."
                        + Suggestion.among(routes.files().keySet(), schema));
            }
            TableSchema rows;
            try {
                rows = TableSchema.of(schema, JsonText.parse(schema, file.text()));
            } catch (IllegalArgumentException e) {
                // It is read, and told of, by itself.
                return;
            }
            AnalysisRules.of(name, document, rows);
        }
    },
    MAPPING("mapping") {
        @Override
        void read(RoutesText routes, String name, String text) {
            List<String> faults = faults(routes, name, text);
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException(faults.get(0));
            }
        }

        @Override
        List<String> faults(RoutesText routes, String name, String text) {
            return MappingFaults.of(routes, name, text);
        }

        @Override
        List<String> doubts(RoutesText routes, String name, String text) {
            return MappingFaults.doubts(routes, name, text);
        }
    },
    ROLLUP("document of rollup rules") {
        @Override
        void read(RoutesText routes, String name, String text) {
            RollupRules.of(name, JsonText.parse(name, text));
        }
    },
    ANSWER("answer schema") {
        @Override
        void read(RoutesText routes, String name, String text) {
            AnswerSchema.parse(name, text);
        }
    },
    JSON_SCHEMA("JSON Schema") {
        @Override
        void read(RoutesText routes, String name, String text) {
            JsonText.parse(name, text);
        }
    },
    EVENT_PATTERN("event pattern") {
        @Override
        void read(RoutesText routes, String name, String text) {
            Map<String, Object> pattern = JsonText.parse(name, text);
            EventPatterns.check(name, pattern);
            EventPattern.check(name, pattern);
        }
    },
    TEMPLATE("template") {
        @Override
        void read(RoutesText routes, String name, String text) {
            // Read with the data that it gets, by a check of its own.
        }
    };

    /** What options name, by {@code scheme.option}; an empty option is what stands after the scheme. */
    static final Map<String, DocumentKind> BY_OPTION = Map.of(
            "lambda-eventbridge.pattern", EVENT_PATTERN,
            "lambda-http.querySchema", JSON_SCHEMA,
            "lambda-http.responseSchema", JSON_SCHEMA,
            "records.schema", RECORD_SCHEMA,
            "records.rules", ANALYSIS,
            "records.mapping", MAPPING,
            "rollup.rules", ROLLUP,
            "model.schema", ANSWER,
            "json-validator.", JSON_SCHEMA,
            "freemarker.", TEMPLATE);

    /** Keys of JSON Schema that a Table Schema does not have. */
    private static final Set<String> OF_JSON_SCHEMA =
            Set.of("type properties items required $ref $defs definitions allOf anyOf oneOf".split(" "));

    private final String words;

    DocumentKind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException with one sentence if something in it is wrong
     */
    abstract void read(RoutesText routes, String name, String text) throws IOException;

    /**
     * All that is wrong in a document, as far as it can be told at once.
     *
     * @return a message for each; empty if nothing is
     */
    List<String> faults(RoutesText routes, String name, String text) {
        try {
            read(routes, name, text);
            return List.of();
        } catch (IllegalArgumentException | IOException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    /** What is no fault but may not be meant, a message for each. */
    List<String> doubts(RoutesText routes, String name, String text) {
        return List.of();
    }

    /** What a document is that no route names. A schema of JSON says so, or describes an object; that of records has fields. */
    static DocumentKind ofSchema(String text) {
        try {
            Map<String, Object> document = JsonText.parse("", text);
            boolean json = String.valueOf(document.get("$schema")).contains("json-schema.org")
                    || !document.containsKey("fields")
                            && OF_JSON_SCHEMA.stream().anyMatch(document::containsKey);
            return json ? JSON_SCHEMA : RECORD_SCHEMA;
        } catch (IllegalArgumentException e) {
            return RECORD_SCHEMA;
        }
    }
}
