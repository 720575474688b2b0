/** Compiles workflows: a route becomes a state machine in the Amazon States Language. */
package dev.dromedary.plan.workflow;
