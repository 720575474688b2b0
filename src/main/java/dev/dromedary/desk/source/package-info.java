/** Starts routes where there is no Lambda: what each trigger asks for, the events, the pollers and the HTTP gateway. Not in the function zip. */
package dev.dromedary.desk.source;
