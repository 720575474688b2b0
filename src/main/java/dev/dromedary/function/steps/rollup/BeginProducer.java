package dev.dromedary.function.steps.rollup;

import dev.dromedary.function.records.Rollup;
import dev.dromedary.function.records.RollupRules;
import dev.dromedary.function.steps.Correlation;
import dev.dromedary.function.steps.JsonText;
import dev.dromedary.function.steps.RoutesFile;
import dev.dromedary.function.steps.S3Upload;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code rollup:begin}: binds a rollup that has seen no row to the exchange. Leaves the body as it is. */
final class BeginProducer extends DefaultProducer {

    private final RollupEndpoint endpoint;

    private RollupRules rules;

    BeginProducer(RollupEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        // Rules that are wrong stop the start, not the first invocation.
        CamelContext context = endpoint.getCamelContext();
        String file = endpoint.getRules();
        rules = RollupRules.of(file, JsonText.parse(file, RoutesFile.read(context, "rollup", file)));
    }

    @Override
    public void process(Exchange exchange) {
        String correlationId = exchange.getProperty("correlationId", "", String.class);
        S3Upload upload = new S3Upload(
                endpoint.client(S3Client.class),
                endpoint.getBucket(),
                endpoint.evaluate(endpoint.getUnmatched(), exchange),
                "application/x-ndjson",
                Map.of("correlation-id", Correlation.asMetadata(correlationId)));
        new RollupRun(
                        new Rollup(rules),
                        new RollupRun.UnmatchedRows(
                                endpoint.client(S3Client.class), endpoint.getBucket(), upload, endpoint.getExamples()))
                .bind(exchange);
    }
}
