/** What a route tells on an event bus: the {@code event:} component. */
package dev.dromedary.function.steps.event;
