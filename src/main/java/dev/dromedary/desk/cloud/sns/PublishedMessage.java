package dev.dromedary.desk.cloud.sns;

/**
 * A message that the embedded SNS took.
 *
 * @param topic name of the topic
 * @param subject null for none
 * @param message the text
 */
public record PublishedMessage(String topic, String subject, String message) {}
