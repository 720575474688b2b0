/** The embedded cloud: S3, EventBridge, SQS, DynamoDB and more in one JVM and one folder, without Docker or an account. */
package dev.dromedary.desk.cloud;
