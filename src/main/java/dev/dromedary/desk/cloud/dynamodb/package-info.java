/** The embedded DynamoDB: DynamoDB Local in this process, its tables kept in files. */
package dev.dromedary.desk.cloud.dynamodb;
