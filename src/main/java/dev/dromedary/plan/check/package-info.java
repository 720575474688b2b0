/** What is wrong under {@code routes/}, found without running anything and without AWS. */
package dev.dromedary.plan.check;
