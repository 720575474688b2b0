package dev.dromedary.desk.source;

import dev.dromedary.function.runtime.LambdaConsumer;
import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.runtime.RouteStarter;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** How each trigger finds its work where there is no Lambda. */
final class Polling implements RouteStarter {

    private static final Logger LOG = LoggerFactory.getLogger(Polling.class);

    private final HttpListener requests = new HttpListener();
    private final Optional<RoutesOfContext> routes;

    /** With what starts routes that other routes of the context start. */
    Polling(Optional<RoutesOfContext> routes) {
        this.routes = routes;
    }

    @Override
    public AutoCloseable start(LambdaConsumer consumer) {
        LambdaEndpoint endpoint = consumer.getEndpoint();
        CamelContext context = endpoint.getCamelContext();
        PollingOptions options = new PollingOptions(context, consumer.getRouteId());
        if (!options.enabled()) {
            LOG.warn(
                    "Nothing starts {}: the triggers poll only if the property dromedary.polling.enabled is true",
                    consumer.getRouteId());
            return () -> {};
        }
        Feed feed = TriggerSource.feedOf(endpoint);
        if (feed instanceof Feed.Objects objects) {
            S3Client s3 = client(context, S3Client.class);
            return polling(consumer, options, new BucketPoller(consumer, objects, s3, Clock.systemUTC()));
        }
        if (feed instanceof Feed.Events events) {
            SqsClient sqs = client(context, SqsClient.class);
            if (options.create()) {
                new EventQueue(sqs, client(context, EventBridgeClient.class))
                        .create(consumer.getRouteId(), events, options.queue());
            }
            return polling(
                    consumer,
                    options,
                    new QueuePoller(consumer, sqs, options.queue(), PolledQueue.MOST, 6 * endpoint.getTimeout()));
        }
        if (feed instanceof Feed.Messages messages) {
            SqsClient sqs = client(context, SqsClient.class);
            return polling(
                    consumer,
                    options,
                    new QueuePoller(
                            consumer, sqs, messages.queue(), messages.batchSize(), messages.visibilityTimeout()));
        }
        if (feed instanceof Feed.Times times) {
            return polling(consumer, options, new SchedulePoller(consumer, times, Clock.systemUTC()));
        }
        if (feed instanceof Feed.Calls) {
            // Without it nothing of this context calls the route.
            routes.ifPresent(all -> all.called(consumer));
            return () -> {};
        }
        if (feed instanceof Feed.Executions) {
            routes.orElseThrow(() -> new IllegalArgumentException("The workflow " + consumer.getRouteId()
                            + " calls functions by the client of Lambda, which is not here; on Camel's command line add"
                            + " --dep=software.amazon.awssdk:lambda with the version of the other clients."))
                    .started(consumer);
            return () -> {};
        }
        if (feed instanceof Feed.Requests) {
            return requests.answer(consumer, options.port());
        }
        Feed.Records records = (Feed.Records) feed;
        throw new IllegalArgumentException("The route " + consumer.getRouteId() + " begins with " + endpoint.scheme()
                + ", which nothing starts here; on Camel's command line begin it with aws2-kinesis:" + records.stream()
                + " instead.");
    }

    private static AutoCloseable polling(LambdaConsumer consumer, PollingOptions options, Poller round) {
        Duration delay = options.delay();
        return PollingThread.start(consumer.getRouteId(), round, delay);
    }

    private static <T> T client(CamelContext context, Class<T> type) {
        T client = context.getRegistry().findSingleByType(type);
        if (client == null) {
            throw new IllegalArgumentException("There is no single " + type.getSimpleName()
                    + " in Camel's registry, which the trigger needs; bind one.");
        }
        return client;
    }

    /**
     * The properties that say how a route polls. All begin with {@code dromedary.polling.}.
     *
     * @param context whose properties are used
     * @param routeId the route
     */
    private record PollingOptions(CamelContext context, String routeId) {

        private String property(String name, String otherwise) {
            return context.resolvePropertyPlaceholders("{{dromedary.polling." + name + ":" + otherwise + "}}");
        }

        /** {@code enabled}: whether the triggers look for work; not unless told, as a context may be a test's. */
        boolean enabled() {
            return Boolean.parseBoolean(property("enabled", "false"));
        }

        /** {@code delay}: how long after a round that found nothing, in milliseconds; 1,000 unless told. */
        Duration delay() {
            return Duration.ofMillis(number("delay", 1000, 1, Integer.MAX_VALUE));
        }

        /** {@code <route id>.queue}: name of the queue with the events of {@code lambda-eventbridge}. */
        String queue() {
            return property(routeId + ".queue", routeId + "-input");
        }

        /** {@code create}: whether that queue and the rule that fills it are made if they are not there. */
        boolean create() {
            return Boolean.parseBoolean(property("create", "false"));
        }

        /** {@code port}: where requests to {@code lambda-http} routes are answered; 8080 unless told, 0 for any free one. */
        int port() {
            return number("port", 8080, 0, 65535);
        }

        private int number(String name, int otherwise, int least, int most) {
            String text = property(name, Integer.toString(otherwise));
            try {
                int number = Integer.parseInt(text.strip());
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw wrong(name, text, least, most, e);
            }
            throw wrong(name, text, least, most, null);
        }

        private static IllegalArgumentException wrong(String name, String text, int least, int most, Exception cause) {
            return new IllegalArgumentException(
                    "The property dromedary.polling." + name + " is \"" + text + "\"; it has to be a whole number from "
                            + least + " to " + most,
                    cause);
        }
    }
}
