package dev.dromedary.plan;

import java.util.List;

/**
 * What a step may do to one resource.
 *
 * @param purpose in a word, such as {@code ReadObjects}
 * @param actions such as {@code s3:GetObject}
 * @param resource an ARN with <code>${…}</code> for what differs between environments
 * @param conditions all of which have to hold
 */
public record Permission(String purpose, List<String> actions, String resource, List<Condition> conditions) {

    public Permission {
        actions = actions.stream().sorted().toList();
        conditions = List.copyOf(conditions);
    }
}
