package dev.dromedary.function.trigger.envelope;

import dev.dromedary.function.runtime.LambdaEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * How Lambda reads a queue for a function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">Configuring a queue</a>
 */
@UriParams
public final class QueueMapping {

    @UriParam(
            label = "queue",
            defaultValue = "10",
            description = "How many messages one invocation gets at most, 1 to 10000, of a FIFO queue 1 to 10.")
    private int batchSize = 10;

    @UriParam(
            label = "queue",
            defaultValue = "0",
            description =
                    "Seconds for which a batch may be gathered, 0 to 300. A FIFO queue has none; another queue needs"
                            + " at least 1 for batches of more than 10.")
    private int batchWindow;

    @UriParam(
            label = "queue",
            description =
                    "How many invocations may work on the queue at the same time, 2 to 1000; not set: as many as the"
                            + " function may have.")
    private Integer maximumConcurrency;

    /**
     * Refuses what AWS would refuse for a queue or a FIFO queue; the trigger's scheme is for messages.
     *
     * @throws IllegalArgumentException with one sentence that says what is wrong
     */
    public void check(String scheme, boolean fifo) {
        LambdaEndpoint.requireRange(scheme, "batchSize", batchSize, 1, fifo ? 10 : 10000);
        LambdaEndpoint.requireRange(scheme, "batchWindow", batchWindow, 0, fifo ? 0 : 300);
        if (batchSize > 10 && batchWindow == 0) {
            throw new IllegalArgumentException("The option batchSize of " + scheme + " is " + batchSize
                    + "; with more than 10, batchWindow has to be at least 1");
        }
        if (maximumConcurrency != null) {
            LambdaEndpoint.requireRange(scheme, "maximumConcurrency", maximumConcurrency, 2, 1000);
        }
    }

    public int getBatchSize() {
        return batchSize;
    }

    public void setBatchSize(int batchSize) {
        this.batchSize = batchSize;
    }

    public int getBatchWindow() {
        return batchWindow;
    }

    public void setBatchWindow(int batchWindow) {
        this.batchWindow = batchWindow;
    }

    public Integer getMaximumConcurrency() {
        return maximumConcurrency;
    }

    public void setMaximumConcurrency(Integer maximumConcurrency) {
        this.maximumConcurrency = maximumConcurrency;
    }
}
