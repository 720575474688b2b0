/** Items of DynamoDB tables that routes write: the {@code item:} component. */
package dev.dromedary.function.steps.item;
