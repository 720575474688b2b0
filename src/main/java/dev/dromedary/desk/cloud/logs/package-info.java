/** What functions log, measure and come to, kept in files: what CloudWatch Logs has of them on AWS. */
package dev.dromedary.desk.cloud.logs;
