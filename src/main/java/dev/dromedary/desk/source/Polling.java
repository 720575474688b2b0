package dev.dromedary.desk.source;

import dev.dromedary.function.runtime.LambdaConsumer;
import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.runtime.RouteStarter;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** How each trigger finds its work where there is no Lambda. */
final class Polling implements RouteStarter {

    private static final Logger LOG = LoggerFactory.getLogger(Polling.class);

    private final Requests requests = new Requests();

    @Override
    public AutoCloseable start(LambdaConsumer consumer) {
        LambdaEndpoint endpoint = consumer.getEndpoint();
        CamelContext context = endpoint.getCamelContext();
        Options options = new Options(context, consumer.getRouteId());
        if (!options.enabled()) {
            LOG.warn(
                    "Nothing starts {}: the triggers poll only if the property dromedary.polling.enabled is true",
                    consumer.getRouteId());
            return () -> {};
        }
        return switch (endpoint.getTrigger()) {
            case "s3" ->
                polling(
                        consumer,
                        options,
                        new BucketRound(consumer, client(context, S3Client.class), Clock.systemUTC()));
            case "event" -> {
                SqsClient sqs = client(context, SqsClient.class);
                if (options.create()) {
                    new EventInput(sqs, client(context, EventBridgeClient.class)).create(consumer, options.queue());
                }
                yield polling(consumer, options, new QueueRound(consumer, sqs, options.queue()));
            }
            case "queue" ->
                polling(
                        consumer,
                        options,
                        new QueueRound(consumer, client(context, SqsClient.class), endpoint.getQueue()));
            case "schedule" -> polling(consumer, options, new TimeRound(consumer, Clock.systemUTC()));
            case "http" -> requests.answer(consumer, options.port());
            default ->
                throw new IllegalArgumentException("The route " + consumer.getRouteId() + " begins with lambda:"
                        + endpoint.getTrigger() + ", which nothing starts here; on Camel's command line begin it with"
                        + " aws2-kinesis:" + endpoint.getStream() + " instead.");
        };
    }

    private static AutoCloseable polling(LambdaConsumer consumer, Options options, Round round) {
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
}
