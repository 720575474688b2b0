/** The embedded SNS: topics that keep what is published. */
package dev.dromedary.desk.cloud.sns;
