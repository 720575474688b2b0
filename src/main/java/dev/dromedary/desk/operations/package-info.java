/** What people do with pipelines that run: look at them, replay, redrive, upload and purge. */
package dev.dromedary.desk.operations;
