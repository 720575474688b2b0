package dev.dromedary.function.steps.sink;

import dev.dromedary.function.ledger.Claim;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.records.Row;
import dev.dromedary.function.steps.DeadlineExceededException;
import dev.dromedary.function.steps.Rows;
import dev.dromedary.function.steps.Run;
import dev.dromedary.function.steps.SinkCounts;
import dev.dromedary.function.steps.StepEndpoint;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/**
 * {@code records:send}, {@code records:put} and {@code records:stream}: send the valid rows of a batch, at once. Can be repeated: what has
 * arrived is not sent again, neither by the next attempt of the step nor, where there is a claim, by the next run at the same version.
 */
final class SinkProducer extends DefaultProducer {

    private final StepEndpoint endpoint;
    private final SinkKind kind;
    private final int concurrency;
    private final boolean ordered;
    private ExecutorService threads;

    SinkProducer(StepEndpoint endpoint, SinkKind kind, int concurrency, boolean ordered) {
        super(endpoint);
        this.endpoint = endpoint;
        this.kind = kind;
        this.concurrency = concurrency;
        this.ordered = ordered;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        threads = endpoint.getCamelContext()
                .getExecutorServiceManager()
                .newFixedThreadPool(this, endpoint.step(), concurrency);
    }

    @Override
    protected void doStop() throws Exception {
        endpoint.getCamelContext().getExecutorServiceManager().shutdown(threads);
        super.doStop();
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        Run run = Run.ofBatch(exchange, endpoint.step());
        List<Row> rows = Rows.of(exchange, endpoint.step());
        SinkRun<?> sink = run.sinks().of(this, SinkRun.class, () -> open(run, exchange));
        if (run.defect().isPresent()) {
            return;
        }
        run.requireUnwritten(endpoint.step(), rows.size());
        DeadlineExceededException.checkPartly(exchange, "before sending to the " + kind.kind() + ' ' + kind.name());
        sink.send(exchange, Rows.index(exchange), rows, threads);
    }

    private SinkRun<?> open(Run run, Exchange exchange) {
        SinkCounts counts = new SinkCounts(endpoint.step(), kind.kind(), kind.name());
        run.sinks().add(counts);
        Optional<Claim> claim = Optional.ofNullable(exchange.getProperty(LedgerProperties.CLAIM, Claim.class));
        Progress progress = Progress.of(claim, endpoint.step() + " to the " + counts.target(), run.definitionHash());
        return new SinkRun<>(kind.open(run, exchange), counts, progress, ordered);
    }
}
