/**
 * Tells people of things, once: the {@code notification:} component claims DynamoDB items that nobody was told of, composes mail
 * and marks the items; Camel's {@code aws2-ses} sends it.
 */
package dev.dromedary.function.steps.notification;
