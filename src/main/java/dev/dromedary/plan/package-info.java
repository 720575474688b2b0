/** Routes in, what is wrong with them and what to deploy out. Nothing of a route is run here. */
package dev.dromedary.plan;
