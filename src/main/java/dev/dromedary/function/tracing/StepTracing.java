package dev.dromedary.function.tracing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Records each step of a route, each attempt anew, by what stands in the route; never by what stands in a message. */
final class StepTracing implements InterceptStrategy {

    private static final int LONGEST_NAME = 200;

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        String name = name(definition);
        Map<String, Object> about = about(context, definition);
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                Subsegment step = Subsegment.of(exchange).begin(name);
                if (!step.isTraced()) {
                    return super.process(exchange, callback);
                }
                step.tell("step", about);
                step.bind(exchange);
                try (Subsegment.Scope scope = step.enter()) {
                    return super.process(exchange, doneSync -> {
                        step.end(exchange);
                        callback.done(doneSync);
                    });
                }
            }
        };
    }

    /** As X-Ray takes it: https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html */
    private static String name(NamedNode definition) {
        String name = written(definition).replaceAll("[^\\p{L}\\p{N}\\s_.:/%&#=+\\\\@-]", "_");
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    /** The id, if its author has given one, else where it sends to, without options and placeholders, else its kind. */
    private static String written(NamedNode definition) {
        if (definition instanceof OptionalIdentifiedDefinition<?> step && step.hasCustomIdAssigned()) {
            return definition.getId();
        }
        String uri = null;
        if (definition instanceof EndpointRequiredDefinition sending) {
            uri = sending.getEndpointUri();
        } else if (definition instanceof ToDynamicDefinition sending) {
            uri = sending.getUri();
        }
        String head = uri == null ? "" : uri.replaceFirst("[:/]*([?{$]|#\\{).*", "");
        return head.isEmpty() ? definition.getShortName() : head;
    }

    private static Map<String, Object> about(CamelContext context, NamedNode definition) {
        Map<String, Object> about = new LinkedHashMap<>();
        if (definition.getDescriptionText() != null) {
            about.put("description", definition.getDescriptionText());
        }
        if (definition.getLocation() != null) {
            String folder = context.resolvePropertyPlaceholders("{{dromedary.routes:}}");
            about.put(
                    "source",
                    definition.getLocation().replace("file:" + folder + "/", "") + ":" + definition.getLineNumber());
        }
        return about;
    }
}
