package dev.dromedary.desk.emulator;

import java.util.Map;
import java.util.Optional;

/**
 * How one function is reached at an emulator.
 *
 * @param function id of the route, such as {@code health-ingest}
 * @param pipeline the pipeline, such as {@code health}
 * @param trigger its kind in the plan, such as {@code s3}
 * @param queue name of the queue where its input arrives; empty if a stream, a request or a time starts it
 * @param queueUrl the URL of that queue at the emulator
 * @param messages whether the messages are its input themselves, so that the function gets them as a batch of SQS; else
 *     the body of each message is one event
 * @param environment the environment variables that its context needs, with the real names of all resources
 */
public record Input(
        String function,
        String pipeline,
        String trigger,
        Optional<String> queue,
        Optional<String> queueUrl,
        boolean messages,
        Map<String, String> environment) {}
