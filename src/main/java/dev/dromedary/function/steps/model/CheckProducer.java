package dev.dromedary.function.steps.model;

import dev.dromedary.function.metrics.Measures;
import dev.dromedary.function.metrics.Metric;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.aws2.bedrock.runtime.BedrockConstants;
import org.apache.camel.support.DefaultProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;

/**
 * {@code model:check}: judges the body, what the model said. An answer that passes becomes the body, with what it took:
 * {@code {"enrichment": "complete", …the answer…, "model": {…}}}. The first that does not pass is asked for again.
 */
final class CheckProducer extends DefaultProducer {

    private static final Logger LOG = LoggerFactory.getLogger(CheckProducer.class);

    CheckProducer(ModelEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public void process(Exchange exchange) {
        Conversation conversation = Conversation.of(exchange, "model:check");
        Message message = exchange.getMessage();
        String answer = message.getBody(String.class);
        String stopReason = message.getHeader(BedrockConstants.CONVERSE_STOP_REASON, "", String.class);
        Usage used = Usage.of(message.getHeader(BedrockConstants.CONVERSE_USAGE, TokenUsage.class));
        conversation.used(used);
        measure(exchange, conversation.endpoint(), used);
        // Nothing that the model said is to travel on by accident.
        message.removeHeader(BedrockConstants.CONVERSE_OUTPUT_MESSAGE);
        message.setBody(null);
        if (stopReason.equals("guardrail_intervened") || stopReason.equals("content_filtered")) {
            throw refused(exchange, conversation, "guardrail", "The answer was held back: " + stopReason);
        }
        AnswerSchema.FailurePolicy verdict = conversation.schema().judge(answer == null ? "" : answer);
        if (verdict.document() != null) {
            message.setBody(accepted(exchange, conversation, verdict.document()));
        } else if (conversation.repair(answer == null ? "" : answer, verdict.faults())) {
            message.setHeader(BedrockConstants.CONVERSE_MESSAGES, conversation.messages());
        } else {
            // Without the faults: they may quote what the model said.
            throw refused(
                    exchange,
                    conversation,
                    "invalid_answer",
                    "The model's answer does not match "
                            + conversation.endpoint().getSchema()
                            + ", not after one repair either ("
                            + verdict.faults().size() + " faults, stop reason "
                            + stopReason + ")");
        }
    }

    /** Each answer is paid for, whatever becomes of the conversation. */
    private static void measure(Exchange exchange, ModelEndpoint endpoint, Usage used) {
        Measures measures = Measures.of(exchange);
        measures.use(Metric.MODEL_INPUT_TOKENS, used.input());
        measures.use(Metric.MODEL_OUTPUT_TOKENS, used.output());
        measures.use(Metric.MODEL_COST, used.cost(endpoint.getInputPrice(), endpoint.getOutputPrice()));
    }

    private static Map<String, Object> accepted(
            Exchange exchange, Conversation conversation, Map<String, Object> answer) {
        tell(exchange, conversation);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("enrichment", "complete");
        document.putAll(answer);
        document.put("model", use(conversation));
        return document;
    }

    static Map<String, Object> use(Conversation conversation) {
        ModelEndpoint endpoint = conversation.endpoint();
        Question question = conversation.question();
        Usage usage = conversation.usage();
        Map<String, Object> use = new LinkedHashMap<>();
        use.put("model_id", question.modelId());
        use.put("prompt_hash", conversation.getHash());
        use.put("guardrail", question.guardrail().isEmpty() ? null : question.guardrail());
        use.put("input_tokens", usage.input());
        use.put("output_tokens", usage.output());
        use.put("estimated_cost_usd", usage.cost(endpoint.getInputPrice(), endpoint.getOutputPrice()));
        return use;
    }

    private static AnswerRefusedException refused(
            Exchange exchange, Conversation conversation, String reason, String sentence) {
        tell(exchange, conversation);
        return new AnswerRefusedException(reason, sentence);
    }

    static void tell(Exchange exchange, Conversation conversation) {
        conversation.end();
        ModelEndpoint endpoint = conversation.endpoint();
        Usage usage = conversation.usage();
        BigDecimal cost = usage.cost(endpoint.getInputPrice(), endpoint.getOutputPrice());
        LOG.info(
                "model {}: {} input tokens, {} output tokens, about {} US dollars",
                conversation.question().modelId(),
                usage.input(),
                usage.output(),
                cost.toPlainString());
    }
}
