package dev.dromedary.desk.cli;

import java.util.List;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** What a test's route asks a model. */
public final class Question {

    private Question() {}

    /** One message of the user, as Camel's Bedrock component takes it. */
    public static List<Message> messages() {
        return List.of(Message.builder()
                .role(ConversationRole.USER)
                .content(ContentBlock.fromText("Anything?"))
                .build());
    }
}
