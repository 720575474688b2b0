package dev.dromedary.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A copy of the routes folder with a route that analyzes processed readings, enriches the results and completes. */
final class AnalysisFolder {

    static final String ROUTE = "health-look";

    private static final String YAML = """
            - route:
                id: health-look
                streamCache: "false"
                from:
                  uri: "lambda-s3:{{health.bucket}}"
                  parameters:
                    prefix: raw/
                    suffix: .csv,.csv.gz
                    includeBody: "false"
                  steps:
                    - idempotentConsumer:
                        idempotentRepository: "#ledger"
                        simple:
                          expression: ${exchangeProperty.idempotencyKey}
                        steps:
                          - to:
                              uri: aws2-s3
                              parameters:
                                bucketNameOrArn: "{{health.bucket}}"
                                operation: getObject
                          - to: records:open?schema=health/reading.schema.json
                          - unmarshal:
                              custom:
                                ref: rows
                          - split:
                              simple:
                                expression: ${body}
                              streaming: "true"
                              stopOnException: "true"
                              steps:
                                - to:
                                    uri: records:analyze
                                    parameters:
                                      rules: health/analysis.json
                                      bucket: "{{health.bucket}}"
                                      key: analyzed/${exchangeProperty.name}_analysis.json
                          - to: records:analysis
                          - filter:
                              simple:
                                expression: ${body[status]} == 'analyzed'
                              steps:
                                - bean:
                                    ref: enricher
                                    method: enrich
                                - to: records:complete
                          - bean:
                              ref: enricher
                              method: end
            """;

    private final Path folder;

    AnalysisFolder(Path folder) throws IOException {
        new RoutesCopy(folder);
        this.folder = folder;
        Files.writeString(folder.resolve("health/look.camel.yaml"), YAML);
    }

    /** Puts text in the place of other text of a file, which has to be there. */
    AnalysisFolder replace(String file, String old, String fresh) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        if (!text.contains(old)) {
            throw new IllegalStateException("Not in " + file + ": " + old);
        }
        Files.writeString(path, text.replace(old, fresh));
        return this;
    }

    AnalysisFolder replace(String old, String fresh) throws IOException {
        return replace("health/look.camel.yaml", old, fresh);
    }

    Ingest.Setup setup(Object enricher) {
        return new Ingest.Setup()
                .routes(folder)
                .route(ROUTE)
                .property("dromedary.batch.rows", 100)
                .beans(registry -> registry.bind("enricher", enricher));
    }
}
