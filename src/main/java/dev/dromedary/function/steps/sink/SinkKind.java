package dev.dromedary.function.steps.sink;

import dev.dromedary.function.steps.Run;
import org.apache.camel.Exchange;

/** Makes a step's {@link Sink} when a run begins to use it. */
interface SinkKind {

    /** What it sends to, in the manifest: queue, table, stream, delivery_stream. */
    String kind();

    /** Name of the queue, the table or the stream. */
    String name();

    /** The sink of a run; reaches no service. */
    Sink<?> open(Run run, Exchange exchange);
}
