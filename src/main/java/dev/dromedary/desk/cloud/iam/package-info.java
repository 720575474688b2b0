/** IAM at a desk: what a function's plan grants is what its calls to the embedded cloud may do. */
package dev.dromedary.desk.cloud.iam;
