package dev.dromedary.desk.cloud.iam;

import dev.dromedary.desk.cloud.StepPlace;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Knows which step a thread is at. Threads that a step has for itself inherit it from the one that began them. */
final class RunningStep implements InterceptStrategy {

    private final ThreadLocal<NamedNode> running = new InheritableThreadLocal<>();

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                NamedNode around = running.get();
                running.set(definition);
                try {
                    return super.process(exchange, callback);
                } finally {
                    running.set(around);
                }
            }
        };
    }

    /** Such as {@code the step records:write (health/ingest.camel.yaml:57)}; before the first one it is the trigger. */
    String name() {
        NamedNode node = running.get();
        if (node == null) {
            return "the trigger, or a thread of its own,";
        }
        return "the step " + StepPlace.nameOf(node)
                + StepPlace.of(node).map(place -> " (" + place.place() + ")").orElse("");
    }
}
