/** The embedded Kinesis: streams in memory, read for functions. */
package dev.dromedary.desk.cloud.kinesis;
