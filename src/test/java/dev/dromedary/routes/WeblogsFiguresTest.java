package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Gold is what another implementation makes of the logs that are there in the end, in whatever order, and how often, they came. */
class WeblogsFiguresTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Instant START = Instant.parse("2026-01-05T23:30:00Z");

    /**
     * A log that is put.
     *
     * @param file which of three
     * @param records numbers that make its records
     * @param alone whether the pipeline comes to rest before the next one
     */
    record Put(int file, List<Integer> records, boolean alone) {}

    @Provide
    Arbitrary<List<Put>> puts() {
        Arbitrary<Put> put = Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 199).list().ofMaxSize(12),
                        Arbitraries.of(true, false))
                .as(Put::new);
        return put.list().ofMinSize(1).ofMaxSize(7);
    }

    @Property(tries = 4)
    void shouldBeTheFiguresOfTheLogs_whateverOrderTheyCameIn(@ForAll("puts") List<Put> puts) throws Exception {
        try (Weblogs weblogs = new Weblogs("weblogs-silver", "weblogs-gold", "weblogs-nightly")) {
            Map<Integer, List<Integer>> current = new LinkedHashMap<>();
            for (Put put : puts) {
                current.put(put.file(), put.records());
                weblogs.put(put.file() + ".ndjson", lines(put.records()));
                if (put.alone()) {
                    weblogs.await();
                }
            }
            weblogs.await();

            Collection<List<Record>> days = days(current.values());
            assertThat(daily(weblogs.rows("daily_metrics")))
                    .isEqualTo(days.stream().map(Expected::daily).toList());
            assertThat(sessions(weblogs.rows("session_metrics")))
                    .isEqualTo(days.stream().flatMap(Expected::sessions).toList());

            Map<String, String> before = weblogs.contents("gold/");
            weblogs.night();
            assertThat(weblogs.contents("gold/")).isEqualTo(before);
        }
    }

    private static String lines(List<Integer> numbers) {
        StringBuilder lines = new StringBuilder();
        numbers.forEach(number -> lines.append(line(number)).append('\n'));
        return lines.toString();
    }

    /** Numbers that are alike name one event; some of them are at another time, by which the first counts, or broken. */
    private static String line(int number) {
        int event = number % 40;
        int variant = number / 40;
        Instant at = START.plusSeconds(event * 97L + variant);
        int status = variant == 4 ? 700 : new int[] {200, 301, 404, 503, 204}[event % 5];
        String user = event % 3 == 0 ? "null" : "\"u" + event % 4 + "\"";
        String id = event == 39 ? "null" : "\"e" + event + "\"";
        return "{\"event_id\":" + id + ",\"event_ts\":\"" + at + "\",\"method\":\"GET\",\"path\":\"/p" + event % 6
                + "\",\"status\":" + status + ",\"bytes_sent\":" + event * 9_000
                + ",\"response_time_ms\":" + BigDecimal.valueOf(1 + (event * 37L + variant) % 1500 * 10L, 1)
                + ",\"user_id\":" + user
                + ",\"client_ip\":\"192.0.2.1\"}";
    }

    /** A record that is valid, read by the other implementation. */
    record Record(String id, LocalDateTime at, int status, long bytes, BigDecimal time, String path, String user) {

        static Record of(String line) {
            try {
                JsonNode node = MAPPER.readTree(line);
                return new Record(
                        node.get("event_id").textValue(),
                        LocalDateTime.ofInstant(
                                Instant.parse(node.get("event_ts").textValue()), ZoneOffset.UTC),
                        node.get("status").intValue(),
                        node.get("bytes_sent").longValue(),
                        node.get("response_time_ms").decimalValue(),
                        node.get("path").textValue(),
                        node.get("user_id").textValue());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String session() {
            return (user == null ? "anonymous" : user) + "_" + at.toLocalDate() + "-"
                    + String.format("%02d", at.getHour());
        }
    }

    private static Collection<List<Record>> days(Collection<List<Integer>> logs) {
        TreeMap<LocalDate, List<Record>> days = new TreeMap<>();
        Map<LocalDate, Map<String, Record>> known = new HashMap<>();
        for (List<Integer> log : logs) {
            for (int number : log) {
                Record record = Record.of(line(number));
                if (record.status() > 599) {
                    continue;
                }
                LocalDate day = record.at().toLocalDate();
                if (record.id() == null) {
                    days.computeIfAbsent(day, any -> new ArrayList<>()).add(record);
                } else {
                    known.computeIfAbsent(day, any -> new HashMap<>())
                            .merge(record.id(), record, (one, other) -> one.at().isAfter(other.at()) ? other : one);
                }
            }
        }
        known.forEach((day, records) ->
                days.computeIfAbsent(day, any -> new ArrayList<>()).addAll(records.values()));
        return days.values();
    }

    /** The figures as the other implementation has them. */
    private static final class Expected {

        static List<Object> daily(List<Record> day) {
            Set<String> users = new HashSet<>();
            day.forEach(record -> users.add(record.user()));
            users.remove(null);
            double average = sum(day).doubleValue() / day.size();
            return List.of(
                    day.get(0).at().toLocalDate(),
                    (long) day.size(),
                    (long) users.size(),
                    average,
                    day.stream().mapToLong(Record::bytes).sum(),
                    count(day, record -> record.status() / 100 == 2),
                    count(day, record -> record.status() / 100 == 3),
                    count(day, record -> record.status() / 100 == 4),
                    count(day, record -> record.status() / 100 == 5),
                    count(day, record -> record.time().compareTo(BigDecimal.valueOf(1000)) > 0),
                    count(day, record -> record.time().compareTo(BigDecimal.valueOf(100)) < 0),
                    count(day, record -> record.bytes() > 100_000),
                    count(day, record -> record.bytes() < 1_000),
                    (double) count(day, record -> record.status() >= 400) / day.size(),
                    average < 200 ? "Excellent" : average < 500 ? "Good" : average < 1000 ? "Fair" : "Poor",
                    (double) count(day, record -> record.status() < 500) / day.size());
        }

        static java.util.stream.Stream<List<Object>> sessions(List<Record> day) {
            TreeMap<String, List<Record>> sessions = new TreeMap<>();
            day.forEach(record -> sessions.computeIfAbsent(record.session(), any -> new ArrayList<>())
                    .add(record));
            return sessions.entrySet().stream().map(session -> {
                List<Record> records = session.getValue();
                records.sort(Comparator.comparing(Record::at));
                return List.<Object>of(
                        session.getKey(),
                        (long) records.size(),
                        records.get(0).at(),
                        records.get(records.size() - 1).at(),
                        records.stream().map(Record::path).distinct().count(),
                        sum(records).doubleValue());
            });
        }

        private static BigDecimal sum(List<Record> records) {
            return records.stream().map(Record::time).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private static long count(List<Record> records, Predicate<Record> kind) {
            return records.stream().filter(kind).count();
        }
    }

    private static List<List<Object>> daily(List<Map<String, Object>> rows) {
        return rows.stream()
                .map(row -> values(
                        row,
                        "event_date",
                        "total_requests",
                        "unique_users",
                        "avg_response_time",
                        "total_bytes_sent",
                        "success_count",
                        "redirect_count",
                        "client_error_count",
                        "server_error_count",
                        "slow_count",
                        "fast_count",
                        "large_response_count",
                        "small_response_count",
                        "error_rate",
                        "performance_grade",
                        "availability_score"))
                .toList();
    }

    private static List<List<Object>> sessions(List<Map<String, Object>> rows) {
        return rows.stream()
                .map(row -> values(
                        row,
                        "user_session",
                        "page_views",
                        "session_start",
                        "session_end",
                        "unique_pages",
                        "total_response_time"))
                .toList();
    }

    private static List<Object> values(Map<String, Object> row, String... names) {
        List<Object> values = new ArrayList<>();
        for (String name : names) {
            Object value = row.get(name);
            values.add(value instanceof java.sql.Timestamp moment ? moment.toLocalDateTime() : value);
        }
        return values;
    }
}
