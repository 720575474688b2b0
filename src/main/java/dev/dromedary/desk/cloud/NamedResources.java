package dev.dromedary.desk.cloud;

import dev.dromedary.desk.cloud.sns.EmbeddedSns;
import dev.dromedary.desk.cloud.sqs.EmbeddedSqs;
import dev.dromedary.desk.source.Feed;
import dev.dromedary.desk.source.TriggerSource;
import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.steps.RecordsEndpoint;
import dev.dromedary.function.steps.event.EventEndpoint;
import dev.dromedary.function.steps.object.ObjectEndpoint;
import dev.dromedary.function.steps.outbox.OutboxEndpoint;
import dev.dromedary.function.steps.query.QueryEndpoint;
import dev.dromedary.function.steps.window.WindowEndpoint;
import dev.dromedary.function.steps.workflow.WorkflowEndpoint;
import dev.dromedary.plan.TableDefinition;
import dev.dromedary.plan.TableProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.aws2.eventbridge.EventbridgeEndpoint;
import org.apache.camel.component.aws2.s3.AWS2S3Endpoint;
import org.apache.camel.component.aws2.sns.Sns2Configuration;
import org.apache.camel.component.aws2.sns.Sns2Endpoint;
import org.apache.camel.component.aws2.sqs.Sqs2Configuration;
import org.apache.camel.component.aws2.sqs.Sqs2Endpoint;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/**
 * What a started route names or its properties define, to be created in an embedded cloud.
 *
 * @param buckets names of buckets
 * @param buses names of event buses
 * @param topics configurations of the endpoints that publish
 * @param queues names of queues that steps reach; those that start functions come with them
 * @param workflows ids of workflows that steps start
 * @param tables tables, the ledger's too
 */
public record NamedResources(
        Set<String> buckets,
        Set<String> buses,
        List<Sns2Configuration> topics,
        Set<String> queues,
        Set<String> workflows,
        List<TableDefinition> tables) {

    /**
     * Looks through a context.
     *
     * @param context with a started route
     * @return what it names
     * @throws IllegalArgumentException with one sentence, if a property defines a table wrongly
     */
    public static NamedResources of(CamelContext context) {
        Set<String> buckets = new TreeSet<>();
        Set<String> buses = new TreeSet<>();
        List<Sns2Configuration> topics = new ArrayList<>();
        Set<String> queues = new TreeSet<>();
        Set<String> workflows = new TreeSet<>();
        for (Endpoint endpoint : context.getEndpoints()) {
            if (endpoint instanceof AWS2S3Endpoint s3) {
                buckets.add(s3.getConfiguration().getBucketName());
            } else if (endpoint instanceof RecordsEndpoint records) {
                Optional.ofNullable(records.getBucket()).ifPresent(buckets::add);
                // Names, ARNs and URLs end with the name.
                Optional.ofNullable(records.getQueue())
                        .map(queue -> queue.replaceFirst(".*[:/]", ""))
                        .ifPresent(queues::add);
            } else if (endpoint instanceof QueryEndpoint query) {
                buckets.add(query.getBucket());
            } else if (endpoint instanceof WindowEndpoint window) {
                Optional.ofNullable(window.getBucket()).ifPresent(buckets::add);
            } else if (endpoint instanceof ObjectEndpoint object) {
                Optional.ofNullable(object.getBucket()).ifPresent(buckets::add);
            } else if (endpoint instanceof EventbridgeEndpoint eventbridge) {
                buses.add(eventbridge.getConfiguration().getEventbusName());
            } else if (endpoint instanceof EventEndpoint event) {
                buses.add(event.getBus());
            } else if (endpoint instanceof Sns2Endpoint sns) {
                topics.add(sns.getConfiguration());
            } else if (endpoint instanceof Sqs2Endpoint sqs) {
                queues.add(queueOf(sqs.getConfiguration()));
            } else if (endpoint instanceof OutboxEndpoint outbox && outbox.getQueueUrl() != null) {
                queues.add(EmbeddedSqs.name(outbox.getQueueUrl()));
            } else if (endpoint instanceof WorkflowEndpoint workflow) {
                workflows.add(workflow.getRoute());
            } else if (endpoint instanceof LambdaEndpoint lambda) {
                TriggerSource source = TriggerSource.of(lambda);
                buckets.addAll(source.buckets(lambda));
                if (source.feed(lambda) instanceof Feed.OfBus events) {
                    buses.add(events.bus());
                }
            }
        }
        List<TableDefinition> tables = new ArrayList<>(TableProperties.of(context));
        tables.add(new TableDefinition(
                context.resolvePropertyPlaceholders("{{dromedary.ledger.table}}"), "id", null, "expires", List.of()));
        return new NamedResources(buckets, buses, topics, queues, workflows, tables);
    }

    /** Messages go where the URL says. */
    private static String queueOf(Sqs2Configuration configuration) {
        String url = configuration.getQueueUrl();
        return url == null ? configuration.getQueueName() : EmbeddedSqs.name(url);
    }

    /**
     * Creates what is not there yet.
     *
     * @param cloud where
     */
    public void create(EmbeddedCloud cloud) {
        buckets.forEach(bucket -> createBucket(cloud, bucket));
        buses.forEach(cloud.eventBridge()::bus);
        topics.forEach(topic -> createTopic(cloud.sns(), topic));
        queues.forEach(cloud.sqs()::queue);
        workflows.forEach(cloud.stepFunctions()::machine);
        tables.forEach(cloud.tables()::table);
    }

    private static void createBucket(EmbeddedCloud cloud, String name) {
        try {
            cloud.s3().createBucket(request -> request.bucket(name));
        } catch (BucketAlreadyOwnedByYouException e) {
            // A folder that is kept between runs has it.
            return;
        }
    }

    private static void createTopic(EmbeddedSns sns, Sns2Configuration topic) {
        if (topic.getTopicArn() != null) {
            sns.topic(EmbeddedSns.name(topic.getTopicArn()));
        } else {
            // Camel looked for a topic of that name when the endpoint started, and there was none.
            topic.setTopicArn(sns.topic(topic.getTopicName()));
        }
    }
}
