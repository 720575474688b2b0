package dev.dromedary.desk.operations;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What operations reach: an embedded cloud, an emulator or AWS.
 *
 * @param s3 where objects are
 * @param dynamoDb where the ledger is
 * @param sqs where messages wait, and what failed
 * @param functions what can be started
 */
public record Clients(S3Client s3, DynamoDbClient dynamoDb, SqsClient sqs, Functions functions) {}
