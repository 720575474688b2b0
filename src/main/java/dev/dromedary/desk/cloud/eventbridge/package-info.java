/** The embedded EventBridge: buses, rules and their targets, and the events that S3 gives them. */
package dev.dromedary.desk.cloud.eventbridge;
