/** Messages that are stored before they are sent, so that none is lost: the {@code outbox:} component. */
package dev.dromedary.function.steps.outbox;
