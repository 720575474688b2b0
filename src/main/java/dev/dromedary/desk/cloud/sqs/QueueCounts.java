package dev.dromedary.desk.cloud.sqs;

/**
 * What happened to a queue's messages since it was opened.
 *
 * @param queue name of the queue
 * @param sent messages that were sent to it, without those that it got as dead letters
 * @param deleted messages that were handled, or purged
 * @param deadLetters messages that went to its dead-letter queue
 * @param waiting messages that are in it, also those of earlier runs
 * @param inFlight of those, how many were handed out and are hidden
 * @param delayed of those, how many are hidden and were never handed out
 */
public record QueueCounts(
        String queue, int sent, int deleted, int deadLetters, int waiting, int inFlight, int delayed) {}
