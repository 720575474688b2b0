/** Step Functions, whose state machines are routes that Camel runs. */
package dev.dromedary.desk.cloud.stepfunctions;
