/** The embedded S3: each object a file in the folder of its bucket. */
package dev.dromedary.desk.cloud.s3;
