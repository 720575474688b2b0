package dev.dromedary.function.runtime;

import org.apache.camel.spi.UriParam;

/**
 * A trigger whose events Lambda keeps in a queue of its own, and repeats what failed.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">Asynchronous
 *     invocation</a>
 */
public abstract class AsynchronousEndpoint extends LambdaEndpoint {

    @UriParam(
            label = "function",
            defaultValue = "2",
            description = "How often Lambda itself repeats a failed invocation, 0 to 2.")
    private int maximumRetryAttempts = 2;

    @UriParam(
            label = "function",
            defaultValue = "21600",
            description = "Seconds for which Lambda keeps an event that it could not hand over, 60 to 21600.")
    private int maximumEventAge = 21600;

    /** An endpoint without options. */
    protected AsynchronousEndpoint(String uri, LambdaComponent component) {
        super(uri, component);
    }

    @Override
    protected void check() {
        super.check();
        requireRange("maximumRetryAttempts", maximumRetryAttempts, 0, 2);
        requireRange("maximumEventAge", maximumEventAge, 60, 21600);
    }

    public int getMaximumRetryAttempts() {
        return maximumRetryAttempts;
    }

    public void setMaximumRetryAttempts(int maximumRetryAttempts) {
        this.maximumRetryAttempts = maximumRetryAttempts;
    }

    public int getMaximumEventAge() {
        return maximumEventAge;
    }

    public void setMaximumEventAge(int maximumEventAge) {
        this.maximumEventAge = maximumEventAge;
    }
}
