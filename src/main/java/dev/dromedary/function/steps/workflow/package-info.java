/** What routes do with workflows: start and stop executions. */
package dev.dromedary.function.steps.workflow;
