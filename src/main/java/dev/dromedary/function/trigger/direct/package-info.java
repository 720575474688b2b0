/** Routes that a workflow calls, or who else invokes their function and waits for the reply. */
package dev.dromedary.function.trigger.direct;
