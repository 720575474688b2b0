package dev.dromedary.desk.cloud.sqs;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** A message that has not been deleted. Guarded by the queue's lock. */
final class WaitingMessage {
    private final SentMessage message;
    private Instant hiddenUntil;
    private String receipt;
    private int received;
    private Instant firstReceived;

    /**
     * A message that nobody has.
     *
     * @param received how often it was handed out in earlier runs
     */
    WaitingMessage(SentMessage message, Instant hiddenUntil, int received) {
        this.message = message;
        this.hiddenUntil = hiddenUntil;
        this.received = received;
    }

    SentMessage message() {
        return message;
    }

    int received() {
        return received;
    }

    boolean inFlight(Instant now) {
        return receipt != null && now.isBefore(hiddenUntil);
    }

    boolean delayed(Instant now) {
        return receipt == null && now.isBefore(hiddenUntil);
    }

    boolean has(String handle) {
        return handle.equals(receipt);
    }

    void hideUntil(Instant time) {
        hiddenUntil = time;
    }

    ReceivedMessage receive(Instant now, Instant until) {
        received++;
        hiddenUntil = until;
        if (firstReceived == null) {
            firstReceived = now;
        }
        // As of a new random number each time: only the latest can delete the message.
        receipt = Base64.getUrlEncoder()
                .encodeToString((message.id() + " " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8));
        return new ReceivedMessage(message, receipt, received, firstReceived);
    }

    /** The message id in a receipt handle. */
    static String idOf(String handle) {
        if (handle == null || handle.isEmpty()) {
            throw SqsErrors.missing("ReceiptHandle");
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(handle), StandardCharsets.UTF_8);
            if (text.indexOf(' ') > 0) {
                return text.substring(0, text.indexOf(' '));
            }
        } catch (IllegalArgumentException e) {
            throw SqsErrors.receiptHandle();
        }
        throw SqsErrors.receiptHandle();
    }
}
