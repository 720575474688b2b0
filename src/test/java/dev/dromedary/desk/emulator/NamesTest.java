package dev.dromedary.desk.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    /** As terraform/tests/side_by_side.tftest.hcl has it of Terraform. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    health-ingest-${environment}                                    | claims-health-ingest-dev
                    dromedary-health-${environment}-${account}-${region}            | claims-dromedary-health-dev-123456789012-eu-central-1
                    arn:${partition}:s3:::dromedary-health-${environment}-x/raw/*   | arn:aws:s3:::claims-dromedary-health-dev-x/raw/*
                    arn:aws:sqs:${region}:${account}:a.b_c-${environment}.fifo      | arn:aws:sqs:eu-central-1:123456789012:claims-a.b_c-dev.fifo
                    a-${environment},b-${environment}                               | claims-a-dev,claims-b-dev
                    ${environment}                                                  | claims-dev
                    """)
    void shouldBeginWithThePrefix_whenANameEndsInTheEnvironment(String text, String filled) {
        Names names = new Names("claims-", "dev", "123456789012", "eu-central-1");

        assertThat(names.fill(text)).isEqualTo(filled);
        assertThat(names.beginning("").fill(text)).isEqualTo(filled.replace("claims-", ""));
    }
}
