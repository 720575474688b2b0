package dev.dromedary.plan.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.plan.Finding;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PropertiesFormCheckTest {

    @TempDir
    Path folder;

    private List<String> said(String properties) throws IOException {
        Files.createDirectories(folder.resolve("orders"));
        Files.writeString(folder.resolve("orders/orders.properties"), properties);
        return new RoutesCheck()
                .check(new RoutesFolder(folder)).stream().map(Finding::toString).toList();
    }

    @Test
    void shouldNameBothLines_whenAPropertyIsSetTwice() throws IOException {
        assertThat(
                        said(
                                "# orders.bucket=c\norders.bucket=a\n\norders.more = b \\\n  orders.bucket=d\norders.bucket: e\n"))
                .filteredOn(finding -> finding.contains("already"))
                .singleElement()
                .asString()
                .startsWith("orders/orders.properties:6:")
                .contains("The property orders.bucket is set in line 2 already");
    }

    @Test
    void shouldNameTheLine_whenABackslashIsNoEscape() throws IOException {
        assertThat(said("orders.bucket=a\n# C:\\users\norders.good=C:\\\\users \\u00e9\norders.folder=C:\\users\n"))
                .filteredOn(finding -> finding.contains("digits"))
                .singleElement()
                .asString()
                .startsWith("orders/orders.properties:4:")
                .contains("write \\\\ for a backslash");
    }
}
