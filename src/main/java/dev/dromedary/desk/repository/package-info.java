/** Repositories of one's own: made from templates, held to a version of Dromedary, packaged without Maven. */
package dev.dromedary.desk.repository;
