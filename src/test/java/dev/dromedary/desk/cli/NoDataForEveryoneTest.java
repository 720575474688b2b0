package dev.dromedary.desk.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every value and every name in the files is marked, and the mark is nowhere but where data belongs: not in manifests,
 * events, queues, alerts, tables of what runs, or the log.
 */
class NoDataForEveryoneTest {

    private static final String MARK = "Qzx7";
    private static final String HEADER = "event_time,user_id,heart_rate,spo2,steps,temp_c,systolic_bp,diastolic_bp\n";
    private static final int DAMAGED = 30;

    @TempDir
    Path folder;

    private final Random random = new Random(11);
    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final Logger root = Logger.getLogger("");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            logged.add(new SimpleFormatter().format(record));
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };
    private Level level;
    private int marks;

    @BeforeEach
    void listen() {
        level = root.getLevel();
        root.setLevel(Level.INFO);
        root.addHandler(handler);
    }

    @AfterEach
    void stop() {
        root.removeHandler(handler);
        root.setLevel(level);
    }

    private String mark() {
        return MARK + Integer.toString(++marks, 36);
    }

    @Test
    void shouldTellNothingOfReadings_whateverIsWrongWithTheFile() throws IOException {
        Desk desk = Desk.in(folder);
        List<Path> files = write(desk, readings(), ".csv");

        Desk.Told told = desk.runHealth(files.toArray(Path[]::new));

        assertThat(told.code()).isEqualTo(1);
        assertThat(told.err()).isEmpty();
        assertThat(logged).noneMatch(line -> line.contains(MARK));
        assertUnmarked(desk.file("cloud"), "tables/dromedary-health-analyses.*");
        assertThat(Files.readString(desk.file("cloud/events.ndjson"))).contains("missing_header", "no_valid_rows");
    }

    @Test
    void shouldTellNothingOfReadings_whenTheSchemaAllowsNoOtherColumns() throws IOException {
        Desk desk = Desk.in(folder);
        desk.change("health/reading.schema.json", "\"subset\"", "\"exact\"");
        String names = HEADER.strip() + "," + mark() + "," + mark() + "\n";

        Desk.Told told = desk.runHealth(desk.write("more.csv", names + reading() + "\n"));

        assertThat(told.out()).contains("unexpected_column", "columns 9, 10", "in the file: line 1 has", MARK);
        assertThat(logged).noneMatch(line -> line.contains(MARK));
        assertUnmarked(desk.file("cloud"), "tables/dromedary-health-analyses.*");
    }

    @Test
    void shouldTellNothingOfCustomers_whateverIsWrongWithTheFiles() throws IOException {
        Desk desk = Desk.in(folder);
        String customers = "id,first_name,last_name,customer_reference,status," + mark() + "\n";
        String orders = "id,customer_reference,order_status,order_reference,order_timestamp," + mark() + "\n";
        String items = "id,order_reference,item_name,quantity,total_price," + mark() + "\n";
        String customer = mark();
        String order = mark();
        Map<String, String> files = new LinkedHashMap<>();
        files.put("customers_20260101", customers + row("1", mark(), mark(), customer, mark(), mark()));
        files.put(
                "orders_20260101",
                orders
                        + row("1", customer, mark(), order, "1770105600", mark())
                        + row("2", mark(), mark(), mark(), "1770105600", mark())
                        + row("3", mark(), "\"" + mark(), mark(), mark(), mark())
                        + row(mark(), mark()));
        files.put(
                "items_20260101",
                items
                        + row("1", order, mark(), "1", "5.10", mark())
                        + row("2", mark(), mark(), "1", "7.20", mark())
                        + row("3", order, mark(), mark(), mark(), mark()));
        files.put("customers_20260102", row("1", mark(), mark(), mark(), mark()));
        files.put("orders_20260102", row(mark(), mark(), mark(), mark()) + row(mark()));
        files.put("items_20260102", items.replace(",", ";") + row("1", mark(), mark(), "1", "5.10", mark()));
        List<Path> written = new ArrayList<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            written.add(desk.write(file.getKey() + ".csv", file.getValue()));
        }

        List<String> arguments = new ArrayList<>(List.of("run", "customers", "--routes"));
        arguments.addAll(List.of(
                desk.file("routes").toString(), "--data", desk.file("cloud").toString()));
        written.forEach(file -> arguments.add(file.toString()));
        Desk.Told told = desk.run(arguments.toArray(String[]::new));

        assertThat(told.code()).isEqualTo(1);
        assertThat(logged).noneMatch(line -> line.contains(MARK));
        // What is sent to customers and kept of it is data.
        assertUnmarked(desk.file("cloud"), "(queues|tables)/dromedary-customers-messages.*");
        assertThat(Files.readString(desk.file("cloud/queues/dromedary-customers-errors.fifo.ndjson")))
                .contains("rejected_rows", "unusable_file", "unmatched_rows", "unknown_order_reference");
    }

    /** Looks into everything that the run left, but what holds data by its purpose. */
    private static void assertUnmarked(Path cloud, String data) throws IOException {
        List<String> looked = new ArrayList<>();
        try (Stream<Path> files = Files.walk(cloud)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = cloud.relativize(file).toString();
                boolean holdsData = name.matches(data)
                        || name.matches("s3/.*/(raw|rejected|analyzed)/.*|s3/.*/processed/.*\\.csv")
                        || name.matches("s3/.*/\\..*");
                if (!holdsData) {
                    looked.add(name);
                    assertThat(Files.readString(file, ISO_8859_1)).as(name).doesNotContain(MARK);
                }
            }
        }
        assertThat(looked).anyMatch(name -> name.endsWith("_manifest.json")).contains("events.ndjson");
    }

    private static List<Path> write(Desk desk, List<byte[]> contents, String suffix) throws IOException {
        List<Path> files = new ArrayList<>();
        for (byte[] content : contents) {
            files.add(Files.write(desk.file("file-" + files.size() + suffix), content));
        }
        return files;
    }

    private static String row(String... values) {
        return String.join(",", values) + "\n";
    }

    private String reading() {
        return "2026-01-05T08:00:00Z," + mark() + ",190,97,6500,36.6,120,80";
    }

    private List<byte[]> readings() throws IOException {
        String noHeader = row(mark(), mark(), mark(), mark(), mark(), mark(), mark(), mark());
        String file = HEADER.strip() + "," + mark() + "\n" + reading() + "," + mark() + "\n" + noHeader;
        String name = mark();
        List<String> texts = new ArrayList<>(List.of(
                reading() + "\n" + reading() + "\n",
                noHeader + reading() + "\n",
                file,
                HEADER.replace("user_id", mark()) + reading() + "\n",
                HEADER.replace("user_id", "user_id," + name + "," + name) + reading() + "\n",
                HEADER.replace("user_id", "\"" + mark() + "\"" + mark()) + reading() + "\n",
                HEADER.replace("user_id", "\"" + mark()) + reading() + "\n",
                HEADER.replace("user_id", mark() + "\u001B[0m\u00A0") + reading() + "\n",
                mark() + ",,,,,,,\n" + HEADER + reading() + "\n",
                (HEADER + reading() + "\n").replace(',', ';'),
                "sep=;\n" + file.replace(',', ';'),
                HEADER + mark().repeat(20_000) + "," + mark() + "\n" + reading() + "\n",
                HEADER + mark().repeat(300_000) + "\n",
                mark().repeat(15_000) + "\n" + reading() + "\n",
                mark() + "," + mark().repeat(5_000) + "\n",
                (mark() + ",").repeat(1_200) + "\n",
                "{\"" + mark() + "\": \"" + mark() + "\"}\n",
                "<html><p>" + mark() + "</p></html>\n",
                "<" + mark() + ">" + mark() + "</" + mark() + ">\n",
                HEADER + noHeader + "\"" + mark() + ",\"" + mark() + "\n\n" + mark() + "\"x,\"" + mark() + "\"\n"));
        List<byte[]> files = new ArrayList<>();
        texts.forEach(text -> files.add(text.getBytes(UTF_8)));
        files.add(file.getBytes(UTF_16));
        files.add(file.getBytes(UTF_16LE));
        files.add((HEADER + reading() + "\n")
                .replace("user_id", "\u00E9" + mark())
                .getBytes(ISO_8859_1));
        files.add((HEADER + reading() + "é\n").getBytes(ISO_8859_1));
        byte[] zipped = gzip(file.repeat(300));
        files.add(Arrays.copyOf(zipped, zipped.length / 2));
        for (int i = 0; i < DAMAGED; i++) {
            files.add(damaged(file));
        }
        return files;
    }

    /** With bytes in it that mean something, anywhere. */
    private byte[] damaged(String file) {
        byte[] bytes = file.getBytes(UTF_8);
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            String damages = "\"\"\",\n\r;\t\u0000\u00FF\u001B";
            bytes[random.nextInt(bytes.length)] = (byte) damages.charAt(random.nextInt(damages.length()));
        }
        return bytes;
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return out.toByteArray();
    }
}
