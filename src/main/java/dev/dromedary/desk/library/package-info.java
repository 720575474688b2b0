/** Libraries that a repository adds to its functions: resolved as Maven does it, at the desk and in the zips. */
package dev.dromedary.desk.library;
