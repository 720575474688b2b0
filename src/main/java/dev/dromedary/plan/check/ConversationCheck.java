package dev.dromedary.plan.check;

import dev.dromedary.plan.Finding;
import java.util.List;

/**
 * Questions to a model without a conversation: {@code aws-bedrock} with the operation {@code converse} reads it from a header, a list of the
 * SDK's own class that no expression makes, and fails without.
 *
 * @see <a href="https://camel.apache.org/components/4.14.x/aws-bedrock-component.html">aws-bedrock</a>
 */
final class ConversationCheck implements Check {

    private static final String MESSAGES = "CamelAwsBedrockConverseMessages";

    @Override
    public void check(RoutesText routes, List<Finding> findings) {
        for (EndpointText endpoint : EndpointText.all(routes.elements())) {
            boolean asks = endpoint.scheme().equals("aws-bedrock")
                    && endpoint.option("operation")
                            .filter(operation -> operation.text().matches("converse(Stream)?"))
                            .isPresent()
                    && endpoint.option("pojoRequest").isEmpty();
            if (asks && !made(routes, endpoint.file().folder())) {
                findings.add(endpoint.file()
                        .finding(
                                endpoint.uri(),
                                "Nothing makes the conversation that \"converse\" sends (the header " + MESSAGES
                                        + "); put \"model:ask\", which makes it of the body, before this step."));
            }
        }
    }

    /** A route of the pipeline may call another that makes it. */
    private static boolean made(RoutesText routes, String folder) {
        return routes.files().values().stream()
                .filter(file -> file.folder().equals(folder))
                .anyMatch(file -> file.text().contains(MESSAGES) || file.text().contains("model:ask"));
    }
}
