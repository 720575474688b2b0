/** Pipelines on an emulator of AWS: creates there what the plan names, and carries its queues to functions. */
package dev.dromedary.desk.emulator;
