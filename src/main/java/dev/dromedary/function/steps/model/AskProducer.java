package dev.dromedary.function.steps.model;

import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.component.aws2.bedrock.runtime.BedrockConstants;
import org.apache.camel.support.DefaultProducer;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;

/** {@code model:ask}: the body, a prompt, becomes a conversation. */
final class AskProducer extends DefaultProducer {

    private final ModelEndpoint endpoint;
    private AnswerSchema schema;
    private Expression system;

    AskProducer(ModelEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        // A schema that is wrong stops the start, not the first invocation.
        schema = AnswerSchema.load(endpoint.getCamelContext(), endpoint.getSchema());
        if (endpoint.getSystem() != null) {
            system = endpoint.expression(endpoint.getSystem());
        }
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Question question = new Question(
                endpoint.getModelId(),
                system == null ? "" : Objects.requireNonNullElse(system.evaluate(exchange, String.class), ""),
                exchange.getMessage().getMandatoryBody(String.class),
                endpoint.temperature(),
                endpoint.getMaximumTokens(),
                Objects.requireNonNullElse(endpoint.getGuardrail(), ""));
        Conversation conversation = new Conversation(question, endpoint, schema);
        exchange.setProperty(Conversation.PROPERTY, conversation);
        exchange.getMessage().setHeader(BedrockConstants.CONVERSE_MESSAGES, conversation.messages());
        exchange.getMessage().setHeader(BedrockConstants.CONVERSE_INFERENCE_CONFIG, question.configuration());
        if (!question.system().isBlank()) {
            exchange.getMessage()
                    .setHeader(
                            BedrockConstants.CONVERSE_SYSTEM, List.of(SystemContentBlock.fromText(question.system())));
        }
        exchange.getMessage().setBody(null);
    }
}
