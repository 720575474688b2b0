package dev.dromedary.function.steps.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserMetadataTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain | plain",
                "'' | ''",
                "=?UTF-8?B?w6TDtsO8?= | äöü",
                "=?UTF-8?Q?a=20b?= =?UTF-8?Q?c?= | a bc",
                "=?ISO-8859-1?Q?=E4?= | ä",
                "=?UTF-8?B?not base64!?= | =?UTF-8?B?not base64!?=",
                "=?no-such-set?Q?x?= | =?no-such-set?Q?x?=",
                "=?\u0000?Q?x?= | =?\u0000?Q?x?=",
                "=? | =?",
                "a=?b | a=?b",
                "${bean:x} | ${bean:x}"
            })
    void shouldBePlainText_whenS3AnswersItEncoded(String answered, String plain) {
        assertThat(HeadProducer.UserMetadata.read(Map.of("x", answered))).containsExactly(Map.entry("x", plain));
    }

    @Test
    void shouldLeaveOutWhatHasNoName_asDynamoDbTakesNone() {
        assertThat(HeadProducer.UserMetadata.read(Map.of("", "a", " ", "b", "c", "")))
                .containsExactly(Map.entry("c", ""));
    }

    @Test
    void shouldLeaveOutWhatIsTooMuch_whenAStoreTakesMoreThanS3() {
        Map<String, String> huge = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            huge.put("name-%04d".formatted(i), "é".repeat(500));
        }

        Map<String, Object> read = HeadProducer.UserMetadata.read(huge);

        assertThat(read).hasSizeBetween(60, 66).containsKey("name-0000").doesNotContainKey("name-0999");
        assertThat(read.toString().getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThan(HeadProducer.UserMetadata.LARGEST_BYTES + 4 * read.size());
    }
}
