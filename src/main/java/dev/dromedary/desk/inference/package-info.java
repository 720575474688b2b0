/** Guesses the schema of records from a file: types, bounds, enumerations, what tells of a person, and why. */
package dev.dromedary.desk.inference;
