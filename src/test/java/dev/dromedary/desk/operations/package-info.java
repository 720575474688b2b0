/** Tests of what people do with pipelines that run. */
package dev.dromedary.desk.operations;
