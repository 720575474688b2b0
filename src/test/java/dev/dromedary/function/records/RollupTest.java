package dev.dromedary.function.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollupTest {

    private static final RollupRules RULES = rules(
            "{\"constants\":{\"type\":\"customer_message\"},\"tables\":["
                    + "{\"name\":\"customers\",\"key\":\"customer\"},"
                    + "{\"name\":\"orders\",\"parent\":\"customers\",\"reference\":\"customer\",\"key\":\"order\",\"count\":\"orders\"},"
                    + "{\"name\":\"items\",\"parent\":\"orders\",\"reference\":\"order\",\"sum\":{\"field\":\"price\",\"as\":\"spent\"}}]}");

    private final Rollup rollup = new Rollup(RULES);

    private static RollupRules rules(String json) {
        return RollupRules.of("test.json", AnalysisRulesTest.json(json));
    }

    private static List<Map<String, Object>> list(Rollup rollup) {
        List<Map<String, Object>> results = new ArrayList<>();
        rollup.results().forEach(results::add);
        return results;
    }

    private List<String> reasons(String table, String csv) {
        List<String> reasons = rollup.add(table, CsvFiles.rows(csv)).stream()
                .map(each -> each.row().number() + " " + each.reason())
                .toList();
        rollup.end(table);
        return reasons;
    }

    @Test
    void shouldCountAndSumExactly_inTheOrderOfTheFirstTable() {
        reasons("customers", "customer\nb\na\nc\n");
        reasons("orders", "customer,order\na,1\nb,2\na,3\n");
        reasons("items", "order,price\n1,12.30\n3,20.00\n2,0.1\n2,0.2\n2,7\n");

        assertThat(list(rollup))
                .hasToString("[{type=customer_message, customer=b, orders=1, spent=7.30},"
                        + " {type=customer_message, customer=a, orders=2, spent=32.30},"
                        + " {type=customer_message, customer=c, orders=0, spent=0.00}]");
    }

    @Test
    void shouldSayWhatBelongsToNothing() {
        assertThat(reasons("customers", "customer\na\na\n")).containsExactly("2 duplicate_customer");
        assertThat(reasons("orders", "customer,order\na,1\nx,2\na,1\na,\n"))
                .containsExactly("2 unknown_customer", "3 duplicate_order", "4 missing_order");
        assertThat(reasons("items", "order,price\n1,1.00\n2,1.00\n1,1.001\n1,free\n1,1e9999\n1,\n"))
                .containsExactly(
                        "2 unknown_order", "3 invalid_price", "4 invalid_price", "5 invalid_price", "6 invalid_price");

        assertThat(rollup.unmatched())
                .containsEntry("customers", Map.of("duplicate_customer", 1L))
                .containsEntry("items", Map.of("unknown_order", 1L, "invalid_price", 4L));
        assertThat(rollup.rows("orders")).isEqualTo(4);
        assertThat(list(rollup)).hasToString("[{type=customer_message, customer=a, orders=1, spent=1.00}]");
    }

    @ParameterizedTest
    @CsvSource({
        "5.000, 5.00",
        "1e2, 100.00",
        "1e-2, 0.01",
        "+5, 5.00",
        "0e-999999999, 0.00",
        "0.000, 0.00",
        "100000000000000000000000.10, 100000000000000000000000.10",
        "100000000000000000000000.000, 100000000000000000000000.00"
    })
    void shouldTakeTheAmount_whenItsValueHasNoMoreDecimals(String price, String spent) {
        reasons("customers", "customer\na\n");
        reasons("orders", "customer,order\na,1\n");

        assertThat(reasons("items", "order,price\n1," + price + "\n")).isEmpty();

        assertThat(list(rollup)).hasToString("[{type=customer_message, customer=a, orders=1, spent=" + spent + "}]");
    }

    @Test
    void shouldPassOverRowsThatAreRejected() {
        List<Row> rows = CsvFiles.rows("customer\na\nb\n");
        rows.get(0).reject("bad");

        assertThat(rollup.add("customers", rows)).isEmpty();
        rollup.end("customers");
        rollup.end("orders");
        rollup.end("items");

        assertThat(list(rollup)).extracting(each -> each.get("customer")).containsExactly("b");
    }

    @Test
    void shouldRefuseATable_whenItsParentIsNotWhole() {
        rollup.add("customers", CsvFiles.rows("customer\na\n"));

        assertThatThrownBy(() -> rollup.add("orders", CsvFiles.rows("customer,order\na,1\n")))
                .hasMessageContaining("refers to customers, which has not been read to its end");
        assertThatThrownBy(rollup::results).hasMessageContaining("customers has not been read to its end");
        assertThatThrownBy(() -> rollup.end("order")).hasMessageContaining("orders");
    }

    /** Every row is in a total or unmatched, and totals are those of a sum in whole cents, whatever the batches. */
    @Property(tries = 200)
    void shouldAddUp(
            @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 9) Integer> customers,
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 299) Integer> orders,
            @ForAll @Size(max = 100) List<@IntRange(min = 0, max = 99_999) Integer> items,
            @ForAll @IntRange(min = 1, max = 7) int batch) {
        Map<Integer, Long> cents = new LinkedHashMap<>();
        customers.forEach(each -> cents.put(each, 0L));
        Map<Integer, Integer> customerOf = new HashMap<>();
        for (int order : orders) {
            if (cents.containsKey(order / 20)) {
                customerOf.putIfAbsent(order % 20, order / 20);
            }
        }
        long lost = 0;
        for (int item : items) {
            Integer customer = customerOf.get(item / 5_000);
            if (customer == null) {
                lost++;
            } else {
                cents.merge(customer, (long) (item % 5_000), Long::sum);
            }
        }
        Rollup fresh = new Rollup(RULES);
        feed(
                fresh,
                "customers",
                "customer",
                customers.stream().map(String::valueOf).toList(),
                batch);
        feed(
                fresh,
                "orders",
                "customer,order",
                orders.stream().map(each -> each / 20 + "," + each % 20).toList(),
                batch);
        feed(
                fresh,
                "items",
                "order,price",
                items.stream()
                        .map(each -> each / 5_000 + "," + BigDecimal.valueOf(each % 5_000, 2))
                        .toList(),
                batch);

        Map<Integer, Long> found = new LinkedHashMap<>();
        long counted = 0;
        for (Map<String, Object> each : list(fresh)) {
            found.put(
                    Integer.valueOf((String) each.get("customer")),
                    ((BigDecimal) each.get("spent")).unscaledValue().longValueExact());
            counted += (long) each.get("orders");
        }
        assertThat(found).isEqualTo(cents);
        assertThat(counted).isEqualTo(customerOf.size());
        assertThat(fresh.unmatched().getOrDefault("items", Map.of()).getOrDefault("unknown_order", 0L))
                .isEqualTo(lost);
    }

    private static void feed(Rollup rollup, String table, String header, List<String> lines, int batch) {
        List<Row> rows = CsvFiles.rows(header + "\n" + String.join("\n", lines) + "\n");
        for (int from = 0; from < rows.size(); from += batch) {
            rollup.add(table, rows.subList(from, Math.min(rows.size(), from + batch)));
        }
        rollup.end(table);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}                                                        | tables: is missing or empty
        {"tabels":[]}                                             | tabels: unknown key; did you mean
        {"tables":[{"name":"a"}]}                                 | tables[0].key: is missing
        {"tables":[{"name":"a","key":"k","count":"n"}]}           | tables[0].count: belongs to the tables after the first
        {"tables":[{"name":"a","key":"k"},{"name":"b","parent":"A","reference":"k"}]} | there is no table "A" before this one
        {"tables":[{"name":"a","key":"k"},{"name":"a","parent":"a","reference":"k"}]} | names another table too
        {"tables":[{"name":"a","key":"k"},{"name":"b","parent":"a","reference":"k","count":"k"}]} | "k" stands in the results already
        {"tables":[{"name":"a","key":"k"},{"name":"b","parent":"a","reference":"k"},{"name":"c","parent":"b","reference":"x"}]} | has no key to refer to
        {"tables":[{"name":"a","key":"k"},{"name":"b","parent":"a","reference":"k","sum":{"field":"f","decimals":19}}]} | decimals: must be 18 at most
        """)
    void shouldNameTheMistake_whenTheRulesAreWrong(String json, String message) {
        assertThatThrownBy(() -> rules(json))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining(message);
    }
}
