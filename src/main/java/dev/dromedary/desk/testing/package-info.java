/** Tests of routes that are data: files beside the routes, run on an embedded cloud. */
package dev.dromedary.desk.testing;
