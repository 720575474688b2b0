package dev.dromedary.function.steps.query;

import dev.dromedary.function.steps.query.athena.AthenaEngine;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Athena as a function reaches it: with the workgroup and the database of its pipeline, which the plan names. */
final class AthenaSetup {

    private AthenaSetup() {}

    static QueryEngine engine(QueryEndpoint endpoint, Exchange exchange) {
        CamelContext context = endpoint.getCamelContext();
        String pipeline = exchange.getFromRouteId().replaceFirst("-.*", "");
        return new AthenaEngine(
                context.getRegistry().lookupByNameAndType("athena", AthenaClient.class),
                endpoint.client(S3Client.class),
                name(context, "dromedary.athena.workgroup", "dromedary-" + pipeline),
                name(context, "dromedary.athena.database", pipeline));
    }

    private static String name(CamelContext context, String property, String otherwise) {
        String name =
                context.resolvePropertyPlaceholders("{{" + property + ":}}").strip();
        return name.isEmpty() ? otherwise : name;
    }
}
