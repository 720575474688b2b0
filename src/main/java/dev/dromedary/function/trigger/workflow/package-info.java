/** Routes that are Step Functions state machines on AWS, and run by Camel everywhere else. */
package dev.dromedary.function.trigger.workflow;
