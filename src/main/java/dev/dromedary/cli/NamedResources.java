package dev.dromedary.cli;

import dev.dromedary.lambda.LambdaEndpoint;
import dev.dromedary.steps.RecordsEndpoint;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.aws2.eventbridge.EventbridgeEndpoint;
import org.apache.camel.component.aws2.s3.AWS2S3Endpoint;

/**
 * The buckets and buses that a started route names, to be created in an embedded cloud.
 *
 * @param buckets names of buckets
 * @param buses names of event buses
 */
record NamedResources(Set<String> buckets, Set<String> buses) {

    static NamedResources of(CamelContext context) {
        Set<String> buckets = new TreeSet<>();
        Set<String> buses = new TreeSet<>();
        for (Endpoint endpoint : context.getEndpoints()) {
            if (endpoint instanceof AWS2S3Endpoint s3) {
                buckets.add(s3.getConfiguration().getBucketName());
            } else if (endpoint instanceof RecordsEndpoint records && records.getBucket() != null) {
                buckets.add(records.getBucket());
            } else if (endpoint instanceof EventbridgeEndpoint eventbridge) {
                buses.add(eventbridge.getConfiguration().getEventbusName());
            } else if (endpoint instanceof LambdaEndpoint lambda) {
                if (lambda.getBucket() != null) {
                    buckets.add(lambda.getBucket());
                }
                buses.add(lambda.getBus());
            }
        }
        return new NamedResources(buckets, buses);
    }
}
