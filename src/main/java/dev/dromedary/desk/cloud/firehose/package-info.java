/** Firehose in this process. */
package dev.dromedary.desk.cloud.firehose;
