/** What the plan knows of each trigger: one class a trigger, found by {@code META-INF/services}. */
package dev.dromedary.plan.trigger;
