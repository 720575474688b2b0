package dev.dromedary.function.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * A context's clients of AWS, each made when it is first asked for, and closed when the context has stopped: a client has
 * up to five threads of its own for its time limits, which would stay.
 *
 * @see <a href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/best-practices.html">Best practices</a> of the SDK
 */
final class ContextClients extends LifecycleStrategySupport {

    private final Deque<SdkAutoCloseable> made = new ArrayDeque<>();

    /** Supplies what it makes at the first call. */
    <T> Supplier<T> once(Supplier<T> maker) {
        return new Supplier<>() {
            private T value;

            @Override
            public synchronized T get() {
                if (value == null) {
                    value = maker.get();
                    if (value instanceof SdkAutoCloseable client) {
                        keep(client);
                    }
                }
                return value;
            }
        };
    }

    private synchronized void keep(SdkAutoCloseable client) {
        made.push(client);
    }

    @Override
    public synchronized void onContextStopped(CamelContext context) {
        while (!made.isEmpty()) {
            made.pop().close();
        }
    }
}
