package dev.dromedary.function.steps.model;

import dev.dromedary.function.metrics.Measures;
import dev.dromedary.function.metrics.Metric;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.aws2.bedrock.runtime.BedrockConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What the steps behind the question do.
 *
 * @param endpoint the step's options
 */
record ModelSteps(ModelEndpoint endpoint) {

    private static final Logger LOG = LoggerFactory.getLogger(ModelSteps.class);

    /** The question, and once more to repair its answer. */
    private static final int TIMES = 2;

    /** {@code model:reserve}: takes the tokens that a question may need, with one repair, from the day's budget. */
    void reserve(Exchange exchange) {
        Conversation conversation = Conversation.of(exchange, endpoint.step());
        TokenBudget budget = new TokenBudget(
                endpoint.client(DynamoDbClient.class),
                endpoint.getTable(),
                exchange.getFromRouteId(),
                endpoint.getDailyTokens(),
                Clock.systemUTC());
        conversation.reserved(budget.reserve(TIMES * conversation.question().mostTokens()));
    }

    /**
     * {@code model:check}: judges the body, what the model said. An answer that passes becomes the body, with what it took:
     * {@code {"enrichment": "complete", …the answer…, "model": {…}}}. The first that does not pass is asked for again.
     */
    void check(Exchange exchange) {
        Conversation conversation = Conversation.of(exchange, endpoint.step());
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
            throw refused(conversation, "guardrail", "The answer was held back: " + stopReason);
        }
        AnswerSchema.Judgement verdict = conversation.schema().judge(answer == null ? "" : answer);
        if (verdict.document() != null) {
            message.setBody(accepted(conversation, verdict.document()));
        } else if (conversation.repair(answer == null ? "" : answer, verdict.faults())) {
            message.setHeader(BedrockConstants.CONVERSE_MESSAGES, conversation.messages());
        } else {
            // Without the faults: they may quote what the model said.
            throw refused(
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

    private static Map<String, Object> accepted(Conversation conversation, Map<String, Object> answer) {
        tell(conversation);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("enrichment", "complete");
        document.putAll(answer);
        document.put("model", use(conversation));
        return document;
    }

    private static Map<String, Object> use(Conversation conversation) {
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

    private static AnswerRefusedException refused(Conversation conversation, String reason, String sentence) {
        tell(conversation);
        return new AnswerRefusedException(reason, sentence);
    }

    private static void tell(Conversation conversation) {
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

    /**
     * {@code model:unavailable}: the body says that there is no answer, and why: {@code {"enrichment": "unavailable",
     * "enrichment_reason": …, "model": {…}}}. For the doCatch around the question.
     */
    void unavailable(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Conversation conversation = Conversation.of(exchange, endpoint.step());
        String reason = ModelFailure.reason(failure);
        if (failure instanceof SdkServiceException && conversation.isOpen()) {
            // Turned away: nothing was used but what earlier answers took. After a lost reply the reservation stays.
            tell(conversation);
        }
        // The invocation succeeds without an answer, so nothing else would tell.
        Measures measures = Measures.of(exchange);
        measures.use(Metric.MODEL_FAILURES, 1);
        measures.use(Metric.MODEL_REQUESTS_REFUSED, reason.equals(ModelFailure.REFUSED) ? 1 : 0);
        LOG.warn("enrichment unavailable: {}", ModelFailure.sentence(failure));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("enrichment", "unavailable");
        document.put("enrichment_reason", reason);
        document.put("model", use(conversation));
        exchange.getMessage().setBody(document);
    }
}
