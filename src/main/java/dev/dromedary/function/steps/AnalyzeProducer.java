package dev.dromedary.function.steps;

import dev.dromedary.function.records.AnalysisRules;
import dev.dromedary.function.records.Row;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code records:analyze}: takes a batch into the analysis, and adds to the analysis document what stands out in it. */
final class AnalyzeProducer extends DefaultProducer {

    private final RecordsEndpoint endpoint;

    private ChosenFiles<AnalysisRules> chosen;

    AnalyzeProducer(RecordsEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        // Rules that are wrong stop the start, not the first invocation.
        CamelContext context = endpoint.getCamelContext();
        chosen = ChosenFiles.load(context, "analysis", endpoint.getRules(), file -> load(context, file));
    }

    private AnalysisRules load(CamelContext context, String file) throws IOException {
        Map<String, Object> document =
                new LinkedHashMap<>(JsonText.parse(file, RoutesFile.read(context, "analysis", file)));
        if (endpoint.getExamples() != null) {
            document.put("examples", endpoint.getExamples());
        }
        SchemaDocument schema = SchemaDocument.load(context, AnalysisRules.schemaOf(file, document));
        return AnalysisRules.of(file, document, schema.schema());
    }

    @Override
    public void process(Exchange exchange) {
        Run run = Run.ofBatch(exchange, "records:analyze");
        List<Row> rows = Rows.of(exchange, "records:analyze");
        String key = endpoint.evaluate(endpoint.getKey(), exchange);
        if (OutputKey.rejects(run, key)) {
            return;
        }
        AnalysisOutput output = run.product(AnalysisOutput.class).orElseGet(() -> open(run, exchange, key));
        OutputKey.requireSame("records:analyze", output.bucket(), output.key(), endpoint.getBucket(), key);
        if (run.defect().isPresent()) {
            return;
        }
        DeadlineExceededException.check(exchange, "before analyzing");
        try {
            output.write(Rows.index(exchange), rows);
        } catch (IOException e) {
            throw new UnrepeatableException("The analysis document can't be written", e);
        }
    }

    private AnalysisOutput open(Run run, Exchange exchange, String key) {
        AnalysisRules rules = chosen.of(exchange);
        String opened = run.schema().name();
        if (!opened.equals(rules.schema().name())) {
            throw new IllegalStateException("The analysis " + endpoint.getRules() + " is of rows of "
                    + rules.schema().name() + ", but records:open has opened the object with " + opened
                    + "; name the same schema in both");
        }
        if (run.shape() != run.schema()) {
            throw new IllegalStateException("The analysis " + endpoint.getRules()
                    + " is of rows as records:open has opened them; put records:map after records:analyze, or into a route of"
                    + " its own");
        }
        AnalysisOutput output = new AnalysisOutput(
                rules,
                endpoint.client(S3Client.class),
                endpoint.getBucket(),
                key,
                exchange.getProperty("correlationId", "", String.class));
        run.product(output);
        return output;
    }
}
