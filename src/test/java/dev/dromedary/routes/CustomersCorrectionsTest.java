package dev.dromedary.routes;

import static dev.dromedary.routes.Customers.ITEMS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.local.EmbeddedCloud;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Days whose files are corrected. */
@ExtendWith(SharedCloud.class)
class CustomersCorrectionsTest {

    private Customers customers;

    @BeforeEach
    void open(EmbeddedCloud cloud) {
        customers = new Customers(cloud);
    }

    @AfterEach
    void close() {
        customers.close();
    }

    @Test
    void shouldSendEachCorrection_whenThereAreMany() {
        customers.day("20220130").forEach(customers::collect);

        for (int correction = 1; correction <= 20; correction++) {
            int before = customers.messages().size();
            customers.collect(customers.upload("items_20220130.csv", ITEMS + "1,O1,x,1," + correction + ".50\n"));

            assertThat(customers.messages())
                    .as("correction %d", correction)
                    .hasSize(before + 1)
                    .last()
                    .asString()
                    .contains("\"C1\"", ":" + correction + ".50}");
            assertThat(customers.set("20220130"))
                    .as("correction %d", correction)
                    .doesNotContainKey("open");
        }
    }
}
