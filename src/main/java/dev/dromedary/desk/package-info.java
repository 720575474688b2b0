/** What people use to run, test and operate pipelines. No function holds any of it. */
package dev.dromedary.desk;
