/** The embedded cloud: S3, EventBridge and DynamoDB in one JVM and one folder, without Docker or an account. */
package dev.dromedary.local;
