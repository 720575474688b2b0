package dev.dromedary.desk.cli;

/** A port of this machine that an option names. */
final class LocalPort {

    private static final int LAST = 65535;

    private LocalPort() {}

    /**
     * Looks at a port before anything is started.
     *
     * @param port 0 for any that is free
     * @throws UsageException if there is no such port
     */
    static void require(int port) {
        if (port < 0 || port > LAST) {
            throw new UsageException("There is no port " + port + "; it has to be 0 to " + LAST + ".");
        }
    }
}
