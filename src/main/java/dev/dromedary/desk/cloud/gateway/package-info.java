/** The embedded API Gateway: HTTP requests to functions. */
package dev.dromedary.desk.cloud.gateway;
