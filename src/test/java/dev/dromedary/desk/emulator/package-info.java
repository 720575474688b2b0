/** Tests against an emulator of AWS (tagged {@code emulator}, see {@code .ci/emulator}), and of what needs none. */
package dev.dromedary.desk.emulator;
