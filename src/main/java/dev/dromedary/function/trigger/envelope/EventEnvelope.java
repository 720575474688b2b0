package dev.dromedary.function.trigger.envelope;

import dev.dromedary.function.runtime.Envelope;
import dev.dromedary.function.runtime.FailurePolicy;
import dev.dromedary.function.runtime.Fields;
import java.util.List;
import java.util.Map;

/** What may be around the document of a trigger that reads single documents: messages of a queue, notifications of a topic. */
public final class EventEnvelope {

    private static final String TOPIC = "aws:sns";

    /** As a queue is made for objects: the plan has no option for it. */
    private static final int TRIES = 5;

    private EventEnvelope() {}

    /**
     * Opens an event: its documents; the whole event is the one item where the trigger has to say what it thinks of it.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">SQS event</a>
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html">SNS event</a>
     */
    public static Envelope open(Map<String, Object> event) {
        String service = QueueEnvelope.service(event);
        if (QueueEnvelope.SERVICE.equals(service)) {
            return QueueEnvelope.documents(event, TRIES);
        }
        if (!TOPIC.equals(service)) {
            return Envelope.whole(event);
        }
        List<Envelope.Item> published = Fields.objects(event, "Records").stream()
                .map(record -> Fields.text(Fields.object(record, "Sns"), "Message"))
                .map(message -> new Envelope.Item(null, null, null, () -> SnsNotification.unwrap(message)))
                .toList();
        return new Envelope(FailurePolicy.INVOCATION, published);
    }
}
