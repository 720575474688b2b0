package dev.dromedary.function.tracing;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * X-Ray's daemon, which Lambda runs beside each function, and which hands on what it gets by UDP. What is lost on the way is not
 * missed: work that is done must not fail, nor wait, because somebody can't look at it.
 *
 * @see <a href="https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-daemon">Sending segment
 *     documents to the daemon</a>
 */
record Daemon(String host, int port) {

    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

    private static final String HEADER = "{\"format\":\"json\",\"version\":1}\n";

    /** {@code host:port}, or {@code tcp:host:port udp:host:port}. */
    private static final Pattern ADDRESS = Pattern.compile("(?:.*\\budp:)?([^:\\s]+):(\\d{1,5})(?:\\s.*)?");

    /** The daemon at an address as {@code AWS_XRAY_DAEMON_ADDRESS} has it; empty if it is none. */
    static Optional<Daemon> at(String address) {
        Matcher matcher = ADDRESS.matcher(address);
        return matcher.matches()
                ? Optional.of(new Daemon(matcher.group(1), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** Sends each document as a datagram of its own. A new socket each time, as a snapshot can't hold one. */
    void send(List<String> documents) {
        int lost = 0;
        Exception reason = null;
        try (DatagramSocket socket = new DatagramSocket()) {
            InetSocketAddress address = new InetSocketAddress(host, port);
            for (String document : documents) {
                byte[] bytes = (HEADER + document).getBytes(StandardCharsets.UTF_8);
                try {
                    socket.send(new DatagramPacket(bytes, bytes.length, address));
                } catch (IOException | IllegalArgumentException e) {
                    lost++;
                    reason = e;
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            lost = documents.size();
            reason = e;
        }
        if (lost > 0) {
            LOG.debug("{} of {} subsegments were not sent to X-Ray's daemon", lost, documents.size(), reason);
        }
    }
}
