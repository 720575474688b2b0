/** The embedded SQS: queues in memory and in a file each, and what reads them for functions. */
package dev.dromedary.desk.cloud.sqs;
