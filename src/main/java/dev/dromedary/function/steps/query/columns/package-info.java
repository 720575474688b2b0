/** Which columns of its tables the columns of a query are made of, read off the query's syntax tree. */
package dev.dromedary.function.steps.query.columns;
