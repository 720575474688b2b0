/** What AWS could not take, made so that it can: for every client of AWS in the process, whoever has made it. */
package dev.dromedary.function.runtime.sending;
