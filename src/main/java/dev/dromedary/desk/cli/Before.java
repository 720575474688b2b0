package dev.dromedary.desk.cli;

/**
 * How much there was before a run, which is not told again.
 *
 * @param results invocations
 * @param mails mails
 * @param alerts published messages
 */
record Before(int results, int mails, int alerts) {}
