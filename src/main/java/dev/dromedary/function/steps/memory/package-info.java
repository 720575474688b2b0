/** What the attempts at the same work remember for each other: the {@code ledger:} component. */
package dev.dromedary.function.steps.memory;
