/** Starts routes by asking AWS for work where there is no Lambda: on Camel's own command line. Not in the function zip. */
package dev.dromedary.desk.source;
