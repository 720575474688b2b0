/** The embedded SES: each mail a file. */
package dev.dromedary.desk.cloud.ses;
