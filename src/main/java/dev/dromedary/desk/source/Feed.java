package dev.dromedary.desk.source;

import dev.dromedary.function.trigger.http.HttpRoute;
import dev.dromedary.function.trigger.http.LambdaHttpEndpoint.Authorization;
import dev.dromedary.function.trigger.s3.KeyFilter;
import java.util.List;
import java.util.Map;

/** What starts a route where there is no Lambda, whichever trigger says so. */
public sealed interface Feed {

    /** Whether an event that has failed for good is kept by Lambda; whoever waits for a reply is told instead. */
    default boolean keepsFailed() {
        return true;
    }

    /** What a bus delivers. */
    sealed interface OfBus extends Feed {

        /** The bus. */
        String bus();

        /** The events; an event pattern. */
        Map<String, Object> pattern();
    }

    /**
     * Events.
     *
     * @param bus name of the bus
     * @param pattern which of them
     */
    record Events(String bus, Map<String, Object> pattern) implements OfBus {}

    /**
     * Objects of a bucket.
     *
     * @param filter which of them
     * @param changes {@code created}, {@code deleted} or both
     * @param retries how often what failed is tried again
     * @param pattern the news of them, as events
     */
    record Objects(KeyFilter filter, List<String> changes, int retries, Map<String, Object> pattern) implements OfBus {

        @Override
        public String bus() {
            return "default";
        }
    }

    /**
     * Messages of a queue.
     *
     * @param queue name of the queue
     * @param batchSize how many at once, at most
     * @param concurrency how many batches at the same time, at most
     * @param visibilityTimeout seconds for which a message that was handed out stays hidden
     * @param maxReceiveCount how often it is handed out before the dead-letter queue gets it
     */
    record Messages(String queue, int batchSize, int concurrency, int visibilityTimeout, int maxReceiveCount)
            implements Feed {

        /** What has failed is the queue's again. */
        @Override
        public boolean keepsFailed() {
            return false;
        }
    }

    /**
     * Records of a stream.
     *
     * @param stream name of the stream
     * @param batchSize how many at once, at most
     * @param bisect whether a batch that failed is cut in two
     * @param retries how often what failed is tried again
     * @param onFailure bucket for what was given up, or null
     */
    record Records(String stream, int batchSize, boolean bisect, int retries, String onFailure) implements Feed {

        /** What is given up of a stream is kept by who reads it. */
        @Override
        public boolean keepsFailed() {
            return false;
        }
    }

    /**
     * The times of a schedule.
     *
     * @param expression an expression of EventBridge Scheduler
     * @param timeZone its time zone
     * @param retries how often what failed is tried again
     */
    record Times(String expression, String timeZone, int retries) implements Feed {}

    /** Calls, whose callers wait. */
    record Calls() implements Feed {

        @Override
        public boolean keepsFailed() {
            return false;
        }
    }

    /** Executions of a workflow. */
    record Executions() implements Feed {

        @Override
        public boolean keepsFailed() {
            return false;
        }
    }

    /**
     * Requests.
     *
     * @param route method and path
     * @param origins whose pages may read the responses
     * @param authorization who may send them
     */
    record Requests(HttpRoute route, List<String> origins, Authorization authorization) implements Feed {

        @Override
        public boolean keepsFailed() {
            return false;
        }
    }
}
