/** The stand-in for Bedrock, which can be told what a model answers. */
package dev.dromedary.desk.cloud.bedrock;
