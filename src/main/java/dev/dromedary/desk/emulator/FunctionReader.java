package dev.dromedary.desk.emulator;

import dev.dromedary.desk.source.Feed;
import dev.dromedary.desk.source.TriggerSource;
import dev.dromedary.function.runtime.BatchResult;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.InvocationFailedException;
import dev.dromedary.function.runtime.RouteFunction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.model.Message;

/** Carries what arrives in a function's input to the function, one after the other, until it is interrupted. */
final class FunctionReader implements Runnable {

    /** What SQS hands out at once: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
    private static final int MOST = 10;

    private static final int SECONDS = 1;

    private final RouteFunction function;
    private final Input input;
    private final InputQueue queue;
    private final Kind kind;
    private final Consumer<EmulatorPipeline.Result> results;

    FunctionReader(
            RouteFunction function,
            Input input,
            InputQueue queue,
            Kind kind,
            Consumer<EmulatorPipeline.Result> results) {
        this.function = function;
        this.input = input;
        this.queue = queue;
        this.kind = kind;
        this.results = results;
    }

    @Override
    public void run() {
        String arn = queue.arn();
        String region = arn.split(":")[3];
        while (!Thread.currentThread().isInterrupted()) {
            // One event is one invocation, but messages come in batches.
            List<Message> messages = queue.receive(input.messages() ? batchSize() : 1, SECONDS);
            if (messages.isEmpty()) {
                continue;
            }
            if (input.messages()) {
                List<Message> mended = messages.stream().map(kind::mend).toList();
                queue.settle(messages, failed(messages, Messages.event(mended, arn, region)));
            } else {
                // What failed is told of and gone: Lambda's own tries, minutes apart, are not for a desk.
                messages.forEach(message -> invoke(kind.event(message)));
                queue.settle(messages, Set.of());
            }
        }
    }

    /** Hands an event to the function, and tells what came of it. */
    void invoke(Map<String, Object> event) {
        try {
            tell(function.invoke(event, starting()), null);
        } catch (InvocationFailedException e) {
            tell(null, e);
        }
    }

    private Set<String> failed(List<Message> messages, Map<String, Object> event) {
        try {
            BatchResult handled = function.handle(event, starting());
            if (!handled.outcomes().isEmpty()) {
                tell(Map.of("route", input.function(), "outcomes", handled.outcomes()), null);
            }
            return handled.failed().keySet();
        } catch (InvocationFailedException e) {
            tell(null, e);
            return messages.stream().map(Message::messageId).collect(Collectors.toSet());
        }
    }

    private void tell(Map<String, Object> summary, InvocationFailedException failure) {
        results.accept(new EmulatorPipeline.Result(input.function(), summary, failure));
    }

    private Invocation starting() {
        return Invocation.starting(
                UUID.randomUUID().toString(),
                Duration.ofSeconds(function.endpoint().getTimeout()));
    }

    private int batchSize() {
        return TriggerSource.feedOf(function.endpoint()) instanceof Feed.Messages messages
                ? messages.batchSize()
                : MOST;
    }
}
