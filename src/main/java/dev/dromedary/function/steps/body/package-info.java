/** What a body is made of: the {@code body:} component. */
package dev.dromedary.function.steps.body;
