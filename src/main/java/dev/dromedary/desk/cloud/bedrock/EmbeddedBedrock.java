package dev.dromedary.desk.cloud.bedrock;

import dev.dromedary.function.steps.model.AnswerSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/**
 * Bedrock without a model: {@code converse} answers with what {@link StandIn} makes of the numbers in the prompt, and
 * says that no model was asked. {@link #next} has the next calls answered otherwise, with errors for example. Other
 * operations throw {@link UnsupportedOperationException}.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html">Converse</a>
 */
public final class EmbeddedBedrock implements BedrockRuntimeClient {
    private final Queue<ModelReply> replies = new ConcurrentLinkedQueue<>();
    private final List<ConverseRequest> requests = new CopyOnWriteArrayList<>();

    /** Answers every call by itself until {@link #next} says otherwise. */
    public EmbeddedBedrock() {
        // Nothing to open.
    }

    /**
     * Has the next calls answered otherwise, one reply a call, in this order and after those that were given before.
     *
     * @param next what each call comes to
     */
    public void next(ModelReply... next) {
        replies.addAll(List.of(next));
    }

    /** What was asked so far, also where the answer was an error, in the order of the calls. */
    public List<ConverseRequest> requests() {
        return List.copyOf(requests);
    }

    /** How often it was called; calls, also those whose answer was an error. */
    public int calls() {
        return requests.size();
    }

    /** Forgets what was asked and the replies that were not given yet. */
    public void reset() {
        requests.clear();
        replies.clear();
    }

    @Override
    public ConverseResponse converse(ConverseRequest request) {
        return converse(request, Optional::empty);
    }

    /**
     * The same, for the route of a context: where the answer about the numbers is not what the schema of its {@code model:ask} takes, the
     * answer is the smallest that it does.
     */
    public BedrockRuntimeClient of(CamelContext context) {
        return new OfRoute(context);
    }

    private final class OfRoute implements BedrockRuntimeClient {
        private final CamelContext context;

        private OfRoute(CamelContext context) {
            this.context = context;
        }

        @Override
        public ConverseResponse converse(ConverseRequest request) {
            return EmbeddedBedrock.this.converse(request, () -> schema(request));
        }

        private Optional<String> schema(ConverseRequest request) {
            try {
                return AnswerSchema.asked(context, request.modelId());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // Holds nothing open.
        }
    }

    /** The schema is read only where no reply was prepared. */
    private ConverseResponse converse(ConverseRequest request, Supplier<Optional<String>> schema) {
        requests.add(request);
        ModelReply reply = replies.poll();
        return reply == null ? standIn(request, schema) : reply.to(request);
    }

    private static ConverseResponse standIn(ConverseRequest request, Supplier<Optional<String>> schema) {
        if (request.modelId() == null || request.modelId().isBlank()) {
            throw ModelReply.invalid("The model id is missing.");
        }
        if (request.messages().isEmpty() || request.messages().get(0).role() != ConversationRole.USER) {
            throw ModelReply.invalid("A conversation must start with a user message.");
        }
        String answer = StandIn.answer(prompts(request));
        return ModelReply.text(schema.get()
                        .filter(text -> !AnswerSchema.parse("", text).takes(answer))
                        .map(text -> SchemaAnswer.of(text).toString())
                        .orElse(answer))
                .to(request);
    }

    /** The texts of the user, the last first: the question is usually there. */
    private static List<String> prompts(ConverseRequest request) {
        List<Message> messages = request.messages();
        return IntStream.iterate(messages.size() - 1, at -> at >= 0, at -> at - 1)
                .mapToObj(messages::get)
                .filter(message -> message.role() == ConversationRole.USER)
                .map(EmbeddedBedrock::text)
                .toList();
    }

    private static String text(Message message) {
        StringBuilder text = new StringBuilder();
        for (ContentBlock block : message.content()) {
            if (block.text() != null) {
                text.append(block.text()).append('\n');
            }
        }
        return text.toString();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Holds nothing open.
    }
}
