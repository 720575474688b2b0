package dev.dromedary.function.steps;

import dev.dromedary.function.ledger.Claim;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.records.Row;
import java.io.IOException;
import java.util.List;
import org.apache.camel.Exchange;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What the steps do that a batch goes through.
 *
 * @param endpoint the step's options
 */
record RowSteps(RecordsEndpoint endpoint) {

    /** {@code records:validate}: the first rule that a row of the batch breaks becomes its reason. */
    void validate(Exchange exchange) {
        Run run = Run.ofBatch(exchange, endpoint.step());
        if (run.defect().isPresent()) {
            return;
        }
        List<Row> rows = Rows.of(exchange, endpoint.step());
        run.validator().validate(rows);
        run.counts().addValidated(Rows.index(exchange), rows.size());
    }

    /** {@code records:write}: adds a batch to the outputs, which stay invisible until the manifest. */
    void write(Exchange exchange) {
        Run run = Run.ofBatch(exchange, endpoint.step());
        List<Row> rows = Rows.of(exchange, endpoint.step());
        String valid = endpoint.evaluate(endpoint.getValid(), exchange);
        String rejected = endpoint.evaluate(endpoint.getRejected(), exchange);
        if (OutputKey.rejects(run, valid, rejected)) {
            return;
        }
        Outputs outputs = run.product(Outputs.class).orElseGet(() -> open(run, exchange, valid, rejected));
        outputs.requireSame(endpoint.getBucket(), valid, rejected);
        if (run.defect().isPresent()) {
            return;
        }
        DeadlineExceededException.check(exchange, "before writing");
        try {
            outputs.write(Rows.index(exchange), rows, run);
        } catch (SdkException | IOException e) {
            throw new UnrepeatableException("The outputs can't be written", e);
        }
    }

    private Outputs open(Run run, Exchange exchange, String valid, String rejected) {
        Outputs outputs = new Outputs(
                run,
                endpoint.client(S3Client.class),
                endpoint.getBucket(),
                valid,
                rejected,
                exchange.getProperty("correlationId", "", String.class),
                endpoint.isEscapeFormulas());
        run.product(outputs);
        return outputs;
    }

    /** {@code records:superseded}: what was announced is no longer there, so nothing is completed. */
    void superseded(Exchange exchange) {
        Claim claim = exchange.getProperty(LedgerProperties.CLAIM, Claim.class);
        if (claim != null) {
            claim.supersede();
        }
        exchange.setProperty(LedgerProperties.OUTCOME, LedgerProperties.SUPERSEDED);
    }
}
