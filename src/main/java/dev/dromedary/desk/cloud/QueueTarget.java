package dev.dromedary.desk.cloud;

import java.util.List;
import java.util.Map;

/** Gets a queue's messages. */
@FunctionalInterface
interface QueueTarget {
    /**
     * Works on a batch.
     *
     * @param batch the oldest first; of one message group, if the queue is FIFO, all that are in it or the first of them
     * @return why messages have to come again, by their message ids; all others are done
     * @throws RuntimeException if all have to come again
     */
    Map<String, String> handle(List<ReceivedMessage> batch);
}
