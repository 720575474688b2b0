/** What a function talks to on AWS, over HTTP on the loopback interface. */
package dev.dromedary.function.runtime.stub;
