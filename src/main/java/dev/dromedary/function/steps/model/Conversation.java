package dev.dromedary.function.steps.model;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/**
 * A question and what was said about it. Routes find it as the exchange property {@value #PROPERTY} and ask on while it
 * {@link #isOpen}.
 */
public final class Conversation {

    /** The exchange property that holds the conversation. */
    public static final String PROPERTY = "conversation";

    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    private final Question question;
    private final String hash;
    private final ModelEndpoint endpoint;
    private final AnswerSchema schema;
    private final List<Message> messages = new ArrayList<>();
    private Usage usage = Usage.NONE;
    private TokenBudget.Reservation reservation = actual -> {};
    private boolean repaired;
    private boolean open = true;

    Conversation(Question question, ModelEndpoint endpoint, AnswerSchema schema) {
        this.question = question;
        this.hash = question.hash();
        this.endpoint = endpoint;
        this.schema = schema;
        messages.add(message(ConversationRole.USER, question.prompt()));
    }

    static Conversation of(Exchange exchange, String step) {
        Conversation conversation = exchange.getProperty(PROPERTY, Conversation.class);
        if (conversation == null) {
            throw new IllegalStateException(step + " belongs to a conversation; put model:ask before it");
        }
        return conversation;
    }

    private static Message message(ConversationRole role, String text) {
        return Message.builder().role(role).content(ContentBlock.fromText(text)).build();
    }

    /** Whether an answer is awaited: true before the first answer, and after one that has to be repaired. */
    public boolean isOpen() {
        return open;
    }

    /** SHA-256 of all that decides about the answer, hexadecimal. */
    public String getHash() {
        return hash;
    }

    Question question() {
        return question;
    }

    ModelEndpoint endpoint() {
        return endpoint;
    }

    AnswerSchema schema() {
        return schema;
    }

    List<Message> messages() {
        return List.copyOf(messages);
    }

    Usage usage() {
        return usage;
    }

    void used(Usage more) {
        usage = usage.plus(more);
    }

    void reserved(TokenBudget.Reservation taken) {
        reservation = taken;
    }

    /** Asks for the answer once more, with what was wrong; false if that was done before. */
    boolean repair(String answer, List<String> faults) {
        if (repaired) {
            return false;
        }
        repaired = true;
        // The longest answer that is worth to be seen again.
        String seen = answer.isBlank() ? "(nothing)" : answer.substring(0, Math.min(answer.length(), 20_000));
        messages.add(message(ConversationRole.ASSISTANT, seen));
        messages.add(message(
                ConversationRole.USER,
                "Your answer can't be used:\n- " + String.join("\n- ", faults)
                        + "\nAnswer again with the corrected JSON object and nothing else."));
        return true;
    }

    /** Ends the conversation and gives the tokens back that were reserved and not used. */
    void end() {
        open = false;
        try {
            reservation.settle(usage.total());
        } catch (SdkException e) {
            // An answer that was paid for is worth more than an exact count; the reservation stays, which is on the
            // safe side.
            LOG.warn("The tokens that were reserved and not used stay counted: {}", e.getMessage());
        }
    }
}
