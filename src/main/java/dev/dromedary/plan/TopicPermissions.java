package dev.dromedary.plan;

import java.util.List;
import java.util.Set;

/** {@code aws2-sns}: publishing to the topic, which is named by its ARN, so that the endpoint needs not look for it. */
final class TopicPermissions implements EndpointPermissions {

    @Override
    public Set<String> schemes() {
        return Set.of("aws2-sns");
    }

    @Override
    public void add(EndpointUse use, Needs needs) {
        needs.resource(use, "topicNameOrArn", ResourceKind.TOPIC).ifPresent(topic -> {
            if (!use.option("topicNameOrArn").orElse("").startsWith("arn:")) {
                needs.finding(
                        use.step(),
                        "aws2-sns would look through all topics for the name at each start; let the property hold the"
                                + " topic's ARN.");
            }
            needs.allow("Publish", topic.arn(), List.of("sns:Publish"));
        });
    }
}
