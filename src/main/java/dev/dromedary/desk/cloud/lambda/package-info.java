/** Lambda, as far as a workflow calls it. */
package dev.dromedary.desk.cloud.lambda;
