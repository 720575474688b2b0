package dev.dromedary.desk.cloud.sns;

import java.util.Map;

/**
 * A message that the embedded SNS took.
 *
 * @param topic name of the topic
 * @param subject null for none
 * @param message the text
 * @param attributes by which subscriptions may filter, as texts
 */
public record PublishedMessage(String topic, String subject, String message, Map<String, String> attributes) {

    /** Takes a copy of the attributes. */
    public PublishedMessage {
        attributes = Map.copyOf(attributes);
    }
}
