/**
 * Asks a language model: the {@code model:} component prepares the request, keeps to the budget and checks the answer; Camel's
 * {@code aws-bedrock} sends it.
 */
package dev.dromedary.function.steps.model;
