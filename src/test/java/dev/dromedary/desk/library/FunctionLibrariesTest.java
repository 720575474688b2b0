package dev.dromedary.desk.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FunctionLibrariesTest {

    @Test
    void shouldHoldWhatFunctionsHoldAndNothingOfTheDesk_whenTheBuildListsIt() {
        FunctionLibraries functions = FunctionLibraries.read();

        assertThat(functions.held("org.apache.camel", "camel-aws2-s3")).isPresent();
        assertThat(functions.held("com.github.luben", "zstd-jni")).isPresent();
        assertThat(functions.held("info.picocli", "picocli")).isEmpty();
        assertThat(functions.held("org.apache.maven.resolver", "maven-resolver-api"))
                .isEmpty();
        assertThat(functions.held("org.junit.jupiter", "junit-jupiter-api")).isEmpty();
    }

    @Test
    void shouldLeaveOutWhatFunctionJarLeavesOut_whenTheBuildListsIt() throws IOException {
        String assembly = Files.readString(Path.of("src/assembly/function-jar.xml"));
        String dependencies = assembly.substring(assembly.indexOf("<dependencySets>"), assembly.indexOf("<unpack>"));
        List<String> left = Pattern.compile("<exclude>([^<]+)</exclude>")
                .matcher(dependencies)
                .results()
                .map(exclude -> exclude.group(1).replaceFirst("\\*$", ""))
                .toList();

        assertThat(left).hasSizeGreaterThan(3);
        assertThat(FunctionLibraries.read().versions().keySet()).noneMatch(held -> left.stream()
                .anyMatch(name -> name.endsWith(":") ? held.startsWith(name) : held.equals(name)));
    }
}
