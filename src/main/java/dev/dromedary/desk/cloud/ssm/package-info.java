/** Parameter Store, embedded. */
package dev.dromedary.desk.cloud.ssm;
