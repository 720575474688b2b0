package dev.dromedary.function.runtime.stub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Stands in for X-Ray's daemon: keeps what comes by UDP, and makes invocations such that it does. */
public final class TraceDaemon implements AutoCloseable {

    /** Of the trace that a sampled invocation belongs to. */
    public static final String ROOT = "1-5759e988-bd862e3fe1be46a994272793";

    /** Lambda's own segment in it. */
    public static final String PARENT = "53995c3f42cd8ad8";

    /** As Lambda hands it to the runtime. */
    public static final String SAMPLED = "Root=" + ROOT + ";Parent=" + PARENT + ";Sampled=1;Lineage=1:a87bd80c:0";

    private static final String PROPERTY = "com.amazonaws.xray.traceHeader";
    private static final String HEADER = "{\"format\":\"json\",\"version\":1}\n";
    private static final String LAST = "last";

    private final DatagramSocket socket;
    private final ObjectMapper mapper = new ObjectMapper();

    /** Listens at a free port. */
    public TraceDaemon() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setReceiveBufferSize(1 << 20);
        socket.setSoTimeout(10_000);
    }

    /** The value for {@code AWS_XRAY_DAEMON_ADDRESS}. */
    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** Gives this process the header of an invocation, as the runtime interface client does. */
    public static void header(String text) {
        System.setProperty(PROPERTY, text);
    }

    /** What has come since the last time: a datagram of our own, behind all others, ends the list. */
    public List<JsonNode> documents() {
        try {
            byte[] last = LAST.getBytes(StandardCharsets.UTF_8);
            socket.send(new DatagramPacket(last, last.length, socket.getLocalSocketAddress()));
            List<JsonNode> documents = new ArrayList<>();
            DatagramPacket packet = new DatagramPacket(new byte[1 << 16], 1 << 16);
            while (true) {
                packet.setLength(1 << 16);
                socket.receive(packet);
                String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                if (text.equals(LAST)) {
                    return documents;
                }
                if (!text.startsWith(HEADER)) {
                    throw new IllegalStateException("The daemon would not know what this is: " + text);
                }
                documents.add(mapper.readTree(text.substring(HEADER.length())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        System.clearProperty(PROPERTY);
        socket.close();
    }
}
